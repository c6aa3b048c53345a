import { SoqlText } from './soql-text.ts';

// Names of fields and relationships as the platform allows them, three steps at most; nothing else can stand in it.
const PATH = /^[A-Za-z]\w{0,79}(?:\.[A-Za-z]\w{0,79}){0,2}$/;

/** A path of fields that an admin wrote, as a piece of SOQL; undefined when it cannot be one. Whether the org has it is another question. */
export const fieldPath = (path: string): SoqlText | undefined => (PATH.test(path) ? new SoqlText(path) : undefined);
