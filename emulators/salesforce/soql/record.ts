import type { FieldValue } from '../database/database.ts';

/** A record as an answer shows it: parents nested, children as a result of their own. */
export type QueryRecord = {
  readonly attributes: { readonly type: string; readonly id: string | null };
  readonly fields: Readonly<Record<string, FieldValue | QueryRecord | QueryResult | null>>;
};

export type QueryResult = { readonly totalSize: number; readonly records: readonly QueryRecord[] };
