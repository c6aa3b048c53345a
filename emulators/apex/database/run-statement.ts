import type { SObject } from '../values/sobject.ts';
import type { DmlOptions, DmlResult } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { refuseMixedDml } from './mixed-dml.ts';
import { saveChunk, type Store } from './save-chunk.ts';
import { isGood, type SaveEntry, type Statement } from './save-entry.ts';
import { type IndexedRecord, statementChunks } from './statement-chunks.ts';

export type StatementParts = {
  readonly statement: Statement;
  readonly records: readonly SObject[];
  /** Looks at a chunk just before it is saved. */
  readonly prepare: (chunk: readonly IndexedRecord[]) => readonly SaveEntry[];
  readonly store: Store;
};

const resultOf = (entry: SaveEntry): DmlResult => {
  const id = entry.draft['Id'];
  return isGood(entry)
    ? { id: typeof id === 'string' ? id : entry.record.id, success: true, errors: [] }
    : { id: entry.record.id, success: false, errors: entry.errors };
};

const count = ({ context }: ApexDatabaseDeps, rows: number): void => {
  const running = context();
  running.limits.count('dmlStatements');
  running.limits.count('dmlRows', rows);
  running.hasUncommittedWork = true;
};

/**
 * Runs a DML statement chunk by chunk and answers its entries in the order of the records. Whatever it throws has undone the statement.
 * A statement without records does nothing and counts for nothing.
 */
export const runStatement = (deps: ApexDatabaseDeps, parts: StatementParts): readonly (DmlResult & { readonly entry: SaveEntry })[] => {
  const { statement, records } = parts;
  if (records.length === 0) return [];
  count(deps, records.length);
  const { database } = deps.org;
  const start = database.savepoint();
  const entries: SaveEntry[] = [];
  try {
    for (const chunk of statementChunks(records)) {
      const { object } = chunk[0].record;
      refuseMixedDml(deps.context(), { verb: statement.verb, object, records: chunk.map(({ record }) => record) });
      entries.push(...saveChunk(deps, { entries: parts.prepare(chunk), statement, store: parts.store }));
    }
  } catch (error) {
    database.rollbackTo(start);
    throw error;
  }
  return entries.sort((left, right) => left.index - right.index).map((entry) => ({ ...resultOf(entry), entry }));
};

export const verbs = { insert: 'Insert', update: 'Update', upsert: 'Upsert', delete: 'Delete', undelete: 'Undelete' } as const;

/** A statement by its verb. */
export const statementOf = (verb: keyof typeof verbs, options: DmlOptions): Statement => ({ verb: verbs[verb], options });
