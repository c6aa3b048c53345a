import { identifier, type Identifier } from './identifier.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';

/** The User field that holds the worker identity. */
export type WorkerField = Identifier;

/** The condition that a Contact belongs to a worker. SOQL compares texts without case. */
export const isOwnedBy = (field: WorkerField, worker: string): SoqlText => soql`Owner.${identifier(field)} = ${worker}`;
