import type { SaveError } from '../../salesforce/database/database.ts';
import type { ObjectType } from '../../salesforce/schema/schema.ts';
import type { TriggerInvocation, TriggerOperation, TriggerTiming } from '../execution-context.ts';
import type { Trigger } from '../trigger.ts';
import { ApexError } from '../values/apex-error.ts';
import { Thrown } from '../values/exception-object.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { asTrigger } from './foreign-triggers.ts';
import { rowToSObject } from './row-to-sobject.ts';
import { isGood, type SaveEntry } from './save-entry.ts';
import { sentValues } from './prepare-save.ts';

type Moment = { readonly object: ObjectType; readonly operation: TriggerOperation; readonly timing: TriggerTiming };

/** Apex Developer Guide, "Execution Governors and Limits": total stack depth of recursive triggers. */
const MAX_DEPTH = 16;

/** What a record that is not stored yet does not have. */
const UNBORN = ['Id', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

/** The triggers that fire at a moment, the package's and those that the org has besides. */
export const triggersAt = ({ triggers, org, context }: ApexDatabaseDeps, { object, operation, timing }: Moment): Trigger[] =>
  [...triggers, ...org.foreignTriggers.map((trigger) => asTrigger(trigger, context))].filter(
    (trigger) => trigger.objectName === object.name && trigger.events.has(`${timing} ${operation}`),
  );

const newRecordOf = (entry: SaveEntry, { object, timing }: Moment): SObject => {
  if (timing === 'after' || !entry.newRecord) {
    entry.newRecord = rowToSObject(object, entry.draft, timing === 'before' && !entry.before ? UNBORN : []);
    entry.newRecord.readOnly = timing === 'after';
  }
  return entry.newRecord;
};

const oldRecordOf = (entry: SaveEntry, { object }: Moment): SObject | null => {
  if (!entry.before) return null;
  entry.oldRecord ??= rowToSObject(object, entry.before);
  entry.oldRecord.readOnly = true;
  return entry.oldRecord;
};

const invocationOf = (entries: readonly SaveEntry[], moment: Moment): TriggerInvocation => {
  const { operation } = moment;
  const old = operation === 'update' || operation === 'delete' ? entries.map((entry) => oldRecordOf(entry, moment)) : null;
  return {
    ...moment,
    newRecords: operation === 'delete' ? null : entries.map((entry) => newRecordOf(entry, moment)),
    oldRecords: old && old.filter((each) => each !== null),
  };
};

const causeOf = (error: unknown): string | undefined => {
  if (error instanceof Thrown) return `${error.exception.type.qualifiedName}: ${error.exception.message ?? 'Script-thrown exception'}`;
  return error instanceof ApexError && error.typeName !== 'LimitException' ? `System.${error.typeName}: ${error.message}` : undefined;
};

/** An exception that nobody caught refuses every record of the chunk; limits and faults of the engine end the transaction. */
const died = (error: unknown, trigger: Trigger, { timing, operation }: Moment): SaveError => {
  const cause = causeOf(error);
  if (cause === undefined) throw error;
  const event = `${timing === 'before' ? 'Before' : 'After'}${operation[0]?.toUpperCase() ?? ''}${operation.slice(1)}`;
  const message = `${trigger.name}: execution of ${event}\n\ncaused by: ${cause}\n\nTrigger.${trigger.name}: line 1, column 1`;
  return { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] };
};

/** What `addError` said in a trigger; on the record or on a field of it. */
const spokenErrors = (record: SObject | null | undefined): SaveError[] =>
  (record?.errors.splice(0) ?? []).map(({ message, field }) => ({
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message,
    fields: field === null ? [] : [field],
  }));

/** Only what a trigger wrote is looked at: values are never changed in place, so that identity tells. */
const takeChanges = (entry: SaveEntry, seen: ReadonlyMap<string, Value>): void => {
  if (!entry.newRecord) return;
  const written = new SObject(entry.record.object);
  for (const [name, value] of entry.newRecord.values) if (!seen.has(name) || seen.get(name) !== value) written.values.set(name, value);
  if (written.values.size === 0) return;
  const { values, errors } = sentValues(written, entry.before, {});
  entry.draft = { ...entry.draft, ...values };
  entry.errors.push(...errors);
};

const run = (deps: ApexDatabaseDeps, trigger: Trigger, invocation: TriggerInvocation): void => {
  const { triggers } = deps.context();
  if (triggers.length >= MAX_DEPTH) throw new ApexError('DmlException', 'maximum trigger depth exceeded');
  triggers.push(invocation);
  try {
    trigger.run();
  } finally {
    triggers.pop();
  }
};

/**
 * Fires the triggers of a moment for the entries that are still good. Before a save, what the triggers write into `Trigger.new` becomes
 * part of the drafts; `addError` and uncaught exceptions become errors of entries. Answers whether any trigger fired.
 */
export const fireTriggers = (deps: ApexDatabaseDeps, moment: Moment, all: readonly SaveEntry[]): boolean => {
  const entries = all.filter(isGood);
  const triggers = entries.length > 0 ? triggersAt(deps, moment) : [];
  if (triggers.length === 0) return false;
  const invocation = invocationOf(entries, moment);
  const seen = entries.map((entry) => new Map(entry.newRecord?.values));
  for (const trigger of triggers) {
    try {
      run(deps, trigger, invocation);
    } catch (error) {
      const fault = died(error, trigger, moment);
      for (const entry of entries) entry.errors.push(fault);
      break;
    }
  }
  entries.forEach((entry, at) => {
    entry.errors.push(...spokenErrors(entry.newRecord), ...spokenErrors(entry.oldRecord));
    if (moment.timing === 'before' && moment.operation !== 'delete') takeChanges(entry, seen[at] ?? new Map());
  });
  return true;
};
