import type { CustomerKind } from './directory.ts';
import { isRecordId } from './record-id.ts';

// Key prefixes of standard objects are the same in every org (Salesforce Help, "Standard Field Record ID Prefix Decoder").
const KINDS: Readonly<Record<string, CustomerKind>> = { '003': 'contact', '00Q': 'lead', '001': 'account' };

/** Of which kind the record is that an id names; undefined when the text is no id, or of something that is no customer. */
export const recordKind = (id: string): CustomerKind | undefined => (isRecordId(id) ? KINDS[id.slice(0, 3)] : undefined);
