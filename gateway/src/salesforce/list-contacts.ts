import type { Directory } from '../directory/directory.ts';
import { isAfter, summarySchema, toPage } from './contact-page.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { soql } from './soql.ts';
import { isOwnedBy } from './worker-field.ts';

/** A worker's Contacts by name, a page at a time; each page is one query, whatever its number. */
export function listContacts({ client, workerField, deadlineMs = DEFAULT_DEADLINE_MS }: DirectoryDependencies): Directory['list'] {
  return async (worker, { size, after }) => {
    const query = soql`SELECT Id, Name FROM Contact WHERE ${isOwnedBy(workerField, worker)}${isAfter(after)} ORDER BY Name, Id LIMIT ${size + 1}`;
    return toPage(await client.query(query, summarySchema, { deadlineMs }), size);
  };
}
