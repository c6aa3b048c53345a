import type { Row } from '../database/database.ts';

/** A compiled condition: a test for one row and, where an index knows, the rows that alone can pass it. */
export type Filter = {
  readonly test: (row: Row) => boolean;
  readonly candidates: () => readonly Row[] | undefined;
};
