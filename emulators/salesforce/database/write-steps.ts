import { recordId } from '../schema/record-id.ts';
import type { ObjectType } from '../schema/schema.ts';
import type { Row, SaveResult } from './database.ts';
import { deleteWithChildren } from './delete-children.ts';
import { findLiveRow, type LiveRow } from './find-live-row.ts';
import { mergeRows } from './merge-rows.ts';
import { newRow } from './new-row.ts';
import { undeleteWithChildren } from './undelete-children.ts';
import type { WriteDeps } from './write-deps.ts';

/**
 * What a write consists of (Apex Developer Guide, "Triggers and Order of Execution"): a draft, which before-triggers may change, then
 * checking and storing it. None of these looks at triggers; `values` are stored values under canonical names.
 */
export type WriteSteps = {
  /** A new record with defaults and system fields; its id is used up even if nothing is stored. */
  draft(object: ObjectType, values: Row, userId: string): Row;
  redraft(before: Row, values: Row, userId: string): Row;
  /** Computes derived fields, checks everything, and stores. */
  keep(version: { object: ObjectType; before: Row | undefined; values: Row }): SaveResult;
  /** The live record of that id, or the error that a write of it meets. */
  find(object: ObjectType, id: unknown): LiveRow;
  /** Live, in the recycle bin, or undefined. */
  any(object: ObjectType, id: string): Row | undefined;
  /** Into the recycle bin, with what hangs on it. */
  remove(object: ObjectType, row: Row): void;
  /** Out of the recycle bin, with what went there with it. */
  restore(object: ObjectType, row: Row): void;
  purge(object: ObjectType, id: string): void;
  /** Children of `loser` become children of `master`; `loser` goes into the recycle bin with MasterRecordId set. */
  merge(object: ObjectType, master: Row, loser: Row): void;
};

/** The steps over one org's tables. */
export const writeSteps = (deps: WriteDeps): WriteSteps => ({
  draft: (object, values, userId) => {
    const sequence = deps.nextNumber(object);
    return newRow(deps)(object, values, { id: recordId.make(object.keyPrefix, sequence), sequence, now: deps.now(), userId });
  },
  redraft: (before, values, userId) => {
    const now = deps.now();
    return { ...before, ...values, LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
  },
  keep: deps.keep,
  find: (object, id) => findLiveRow(deps.tables.of(object), id),
  any: (object, id) => deps.tables.of(object).get(id),
  remove: (object, row) => deleteWithChildren(deps)(object, { ...row, SystemModstamp: deps.now() }),
  restore: undeleteWithChildren(deps),
  purge: (object, id) => deps.tables.purge(object, id),
  merge: mergeRows(deps),
});
