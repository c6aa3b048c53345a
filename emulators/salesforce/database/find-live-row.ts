import { recordId } from '../schema/record-id.ts';
import type { Row, SaveError } from './database.ts';
import type { Table } from './table.ts';

export type LiveRow = { readonly row: Row } | { readonly error: SaveError };

const wrong = (statusCode: string, message: string): LiveRow => ({ error: { statusCode, message, fields: [] } });

/** The record that a write names by id, or why it cannot be written. */
export const findLiveRow = (table: Table, rawId: unknown): LiveRow => {
  const id = typeof rawId === 'string' ? recordId.parse(rawId) : undefined;
  if (!id)
    return rawId === undefined
      ? wrong('MISSING_ARGUMENT', 'Id not specified in an update call')
      : wrong('MALFORMED_ID', `malformed id ${typeof rawId === 'string' ? rawId : JSON.stringify(rawId)}`);
  const row = table.get(id);
  if (!row) return wrong('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  return row['IsDeleted'] === true ? wrong('ENTITY_IS_DELETED', 'entity is deleted') : { row };
};
