import type { Directory } from '../directory/directory.ts';
import { summarySchema } from './contact-page.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { isRecordId } from '../directory/record-id.ts';
import { soql } from './soql.ts';
import { isOwnedBy } from './worker-field.ts';

/** Where a Contact stands in its owner's list. */
export function contactPosition({ client, workerField, deadlineMs = DEFAULT_DEADLINE_MS }: DirectoryDependencies): Directory['positionOf'] {
  return async (worker, id) => {
    if (!isRecordId(id)) return undefined;
    const query = soql`SELECT Id, Name FROM Contact WHERE Id = ${id} AND ${isOwnedBy(workerField, worker)}`;
    const [contact] = await client.query(query, summarySchema, { deadlineMs });
    return contact && { name: contact.displayName, id: contact.id };
  };
}
