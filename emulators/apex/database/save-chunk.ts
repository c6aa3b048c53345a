import type { TriggerOperation } from '../execution-context.ts';
import type { LimitName } from '../limits.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { dmlException } from './dml-exception.ts';
import { fireTriggers, triggersAt } from './fire-triggers.ts';
import { isGood, type SaveEntry, type Statement } from './save-entry.ts';

/** Apex Developer Guide, "Bulk DML Exception Handling": the records without errors are tried again, twice at most. */
const MAX_ATTEMPTS = 3;

const TOO_MANY = 'Too many batch retries in the presence of Apex triggers and partial failures.';

/** Stores one entry; an error of it goes to the entry. */
export type Store = (entry: SaveEntry) => void;

const operationsOf = (entries: readonly SaveEntry[]): TriggerOperation[] => [...new Set(entries.map((entry) => entry.operation))];

const byOperation = (entries: readonly SaveEntry[], work: (operation: TriggerOperation, own: readonly SaveEntry[]) => void): void => {
  for (const operation of operationsOf(entries)) {
    work(
      operation,
      entries.filter((entry) => entry.operation === operation),
    );
  }
};

const attempt = (deps: ApexDatabaseDeps, entries: readonly SaveEntry[], store: Store): void => {
  byOperation(entries, (operation, own) => {
    if (own[0]) fireTriggers(deps, { object: own[0].record.object, operation, timing: 'before' }, own);
  });
  for (const entry of entries) if (isGood(entry)) store(entry);
  byOperation(entries, (operation, own) => {
    if (own[0]) fireTriggers(deps, { object: own[0].record.object, operation, timing: 'after' }, own);
  });
};

const hasTriggers = (deps: ApexDatabaseDeps, entries: readonly SaveEntry[]): boolean =>
  operationsOf(entries).some((operation) =>
    (['before', 'after'] as const).some((timing) => {
      const [first] = entries;
      return first !== undefined && triggersAt(deps, { object: first.record.object, operation, timing }).length > 0;
    }),
  );

/** As it was before any trigger saw it. */
const fresh = ({ index, record, operation, before }: SaveEntry, draft: SaveEntry['draft']): SaveEntry => ({
  ...{ index, record, operation, before },
  draft,
  errors: [],
});

/**
 * Saves up to 200 records of one object as the platform does it: triggers before, checks, storing, triggers after. When some fail and the
 * statement allows it, everything is undone and the others are tried again, with triggers fired again, statics kept and limits as before
 * the first attempt. Answers the entries with their errors. Throws DmlException for an allOrNone statement.
 */
export const saveChunk = (
  deps: ApexDatabaseDeps,
  given: { entries: readonly SaveEntry[]; statement: Statement; store: Store },
): readonly SaveEntry[] => {
  const { database } = deps.org;
  const { limits } = deps.context();
  const drafts = new Map(given.entries.map((entry) => [entry.index, entry.draft]));
  const done: SaveEntry[] = given.entries.filter((entry) => !isGood(entry));
  const retries = hasTriggers(deps, given.entries);
  const used: Record<LimitName, number> = { ...limits.used };
  const start = database.savepoint();
  let entries = given.entries.filter(isGood);
  for (let count = 1; ; count += 1) {
    attempt(deps, entries, given.store);
    const failed = entries.filter((entry) => !isGood(entry));
    if (given.statement.options.allOrNone && (failed.length > 0 || done.length > 0)) throw refuseAll(given.statement, [...done, ...failed]);
    const good = entries.filter(isGood);
    if (failed.length === 0 || !retries) return [...done, ...failed, ...good];
    database.rollbackTo(start);
    done.push(...failed);
    if (count === MAX_ATTEMPTS) {
      const errors = [{ statusCode: 'UNKNOWN_EXCEPTION', message: TOO_MANY, fields: [] }];
      return [...done, ...good].map((entry) => ({ ...entry, errors }));
    }
    Object.assign(limits.used, used);
    entries = good.map((entry) => fresh(entry, drafts.get(entry.index) ?? entry.draft));
  }
};

const refuseAll = ({ verb }: Statement, failed: readonly SaveEntry[]): Error =>
  dmlException(
    verb,
    failed.toSorted((left, right) => left.index - right.index).map(({ index, record, errors }) => ({ index, id: record.id, errors })),
  );
