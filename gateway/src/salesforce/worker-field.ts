import { identifier, type Identifier } from './identifier.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';

/** The User field that holds the worker identity. */
export type WorkerField = Identifier;

/** The condition that a Contact belongs to a worker. SOQL compares texts without case. */
export const isOwnedBy = (field: WorkerField, worker: string): SoqlText => soql`Owner.${identifier(field)} = ${worker}`;

/** The same where an owner may be a queue: of those, only fields that users and queues share can be compared. */
export function isOwnedByUser(field: WorkerField, worker: string): SoqlText {
  const users = soql`SELECT Id FROM User WHERE ${identifier(field)} = ${worker}`;
  return soql`OwnerId IN (${users})`;
}
