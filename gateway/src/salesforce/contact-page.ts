import { z } from 'zod';
import type { CustomerPage, CustomerSummary, PagePosition } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import { isRecordId } from '../directory/record-id.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';

/** A Contact as one line of a list. */
export const summarySchema = z
  .object({ Id: z.string(), Name: z.string() })
  .transform(({ Id, Name }): CustomerSummary => ({ id: Id, displayName: Name }));

/**
 * Rejects a position that is none with `bad_request`.
 *
 * The condition that a Contact comes after a position, under ORDER BY Name, Id. It agrees with that order only for users with an English
 * locale, where both the order and the comparison ignore case ("ORDER BY", SOQL and SOSL Reference): the integration user's is en_US.
 */
export function isAfter(position: PagePosition | undefined): SoqlText {
  if (position === undefined) return soql``;
  const { name, id } = position;
  // Only a token that was tampered with leads here: ours come from records.
  if (!isRecordId(id) || name === '') throw new GatewayError('bad_request', 'missing or malformed: NextPageToken');
  return soql` AND (Name > ${name} OR (Name = ${name} AND Id > ${id}))`;
}

/** A page out of the records of a query that asked for one more than the page holds. */
export function toPage(records: readonly CustomerSummary[], size: number): CustomerPage {
  const customers = records.slice(0, size);
  const last = customers.at(-1);
  if (records.length <= size || last === undefined) return { customers };
  return { customers, next: { name: last.displayName, id: last.id } };
}
