import { z } from 'zod';
import type { CustomerKind, Directory } from '../directory/directory.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { recordKind } from '../directory/record-kind.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';
import { isOwnedBy, isOwnedByUser, type WorkerField } from './worker-field.ts';

const QUERIES: Readonly<Record<CustomerKind, (id: string, by: { worker: string; workerField: WorkerField }) => SoqlText>> = {
  contact: (id, { worker, workerField }) => soql`SELECT Id FROM Contact WHERE Id = ${id} AND ${isOwnedBy(workerField, worker)}`,
  lead: (id, { worker, workerField }) =>
    soql`SELECT Id FROM Lead WHERE Id = ${id} AND IsConverted = ${false} AND ${isOwnedByUser(workerField, worker)}`,
  account: (id, { worker, workerField }) => soql`SELECT Id FROM Account WHERE Id = ${id} AND ${isOwnedBy(workerField, worker)}`,
};

/** Whether a record is a worker's own, read live. */
export function ownsCustomer({ client, workerField, deadlineMs = DEFAULT_DEADLINE_MS }: DirectoryDependencies): Directory['owns'] {
  return async (worker, id) => {
    const kind = recordKind(id);
    if (kind === undefined) return false;
    const found = await client.query(QUERIES[kind](id, { worker, workerField }), z.object({ Id: z.string() }), { deadlineMs });
    return found.length > 0;
  };
}
