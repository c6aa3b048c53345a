import type { ObjectType, Schema } from '../schema/schema.ts';
import type { Row, SaveResult } from './database.ts';
import type { Tables } from './tables.ts';

/** What every kind of write works with. */
export type WriteDeps = {
  readonly schema: Schema;
  readonly tables: Tables;
  /** The time as records keep it. */
  readonly now: () => string;
  /** The next number of an object's ids. */
  readonly nextNumber: (object: ObjectType) => number;
  /** Derives, checks and stores one version of a record. */
  readonly keep: (version: { object: ObjectType; before: Row | undefined; values: Row }) => SaveResult;
};
