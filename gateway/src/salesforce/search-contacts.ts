import type { Directory } from '../directory/directory.ts';
import { isAfter, summarySchema, toPage } from './contact-page.ts';
import { DEFAULT_DEADLINE_MS, type DirectoryDependencies } from './directory-dependencies.ts';
import { searchTerms } from './search-terms.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';
import { isOwnedBy } from './worker-field.ts';

/**
 * A worker's Contacts whose name has words beginning like those of a text, a page at a time. New and renamed Contacts appear when Salesforce
 * has indexed them, some minutes later.
 */
export function searchContacts({ client, workerField, deadlineMs = DEFAULT_DEADLINE_MS }: DirectoryDependencies): Directory['search'] {
  return async (worker, { text, page: { size, after } }) => {
    const terms = searchTerms(text);
    if (terms === undefined) return { customers: [] };
    const where = soql`${isOwnedBy(workerField, worker)}${haveWords(terms.initials)}${isAfter(after)}`;
    const search = soql`FIND {${terms.find}} IN NAME FIELDS RETURNING Contact(Id, Name WHERE ${where} ORDER BY Name, Id LIMIT ${size + 1})`;
    return toPage(await client.search(search, summarySchema, { deadlineMs }), size);
  };
}

/** The condition that the name has a word beginning with each initial, which are too short for the search itself. */
const haveWords = (initials: readonly string[]): SoqlText =>
  initials.reduce((text, initial) => soql`${text} AND (Name LIKE ${`${initial}%`} OR Name LIKE ${`% ${initial}%`})`, soql``);
