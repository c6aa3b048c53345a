import { recordsOf } from '../../compile/dml-statements.ts';
import type { DmlOperation, DmlOptions, DmlResult, Savepoint } from '../../database/apex-database.ts';
import type { Engine } from '../../engine.ts';
import type { Native, Natives, PlatformType } from '../../types/platform-type.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { EnumValue } from '../../values/enum-value.ts';
import type { ApexList } from '../../values/list.ts';
import type { SObjectField } from '../../values/schema-token.ts';
import { objectOfId, SObject } from '../../values/sobject.ts';
import type { Value } from '../../values/value.ts';
import { executeBatch } from '../async/batchable.ts';
import { Outcome } from './dml-result-types.ts';
import { type LeadConvert, LeadConvertOutcome } from './lead-conversion-types.ts';
import { accessMode, queryStatics } from './query-types.ts';

/** DMLOptions: what a caller asks of a save besides all or nothing. */
class DmlOptionsObject {
  optAllOrNone = true;
  allowFieldTruncation = false;
}

const optionsOf = (args: readonly Value[]): DmlOptions => {
  const options = args.find((arg) => arg instanceof DmlOptionsObject);
  const level = args.find((arg) => arg instanceof EnumValue);
  const allOrNone = args.find((arg) => typeof arg === 'boolean') ?? options?.optAllOrNone ?? true;
  return { allOrNone, access: level ? accessMode(level) : 'system', allowFieldTruncation: options?.allowFieldTruncation ?? false };
};

/** What may stand behind the records. */
const TAILS = ['', ', Boolean allOrNone', ', AccessLevel level', ', Boolean allOrNone, AccessLevel level', ', Database.DMLOptions options'];

type Parts = {
  readonly name: string;
  readonly result: string;
  readonly between?: string;
  readonly run: (records: SObject[], args: readonly Value[]) => readonly DmlResult[];
};

/** `insert(record, ...)` and `insert(records, ...)` with all their tails. */
const forms = ({ name, result, between = '', run }: Parts): Natives => {
  const outcomes = (records: SObject[], args: readonly Value[]) => run(records, args).map((each) => new Outcome(result, each));
  return Object.fromEntries<Native>(
    TAILS.flatMap((tail) => [
      [
        `Database.${result} ${name}(SObject record${between}${tail})`,
        (record: SObject, ...args: Value[]) => outcomes(recordsOf(record), args)[0],
      ],
      [
        `List<Database.${result}> ${name}(List<SObject> records${between}${tail})`,
        (records: ApexList, ...args: Value[]) => outcomes(recordsOf(records), args),
      ],
    ]),
  );
};

const simple = (engine: Engine, operation: DmlOperation, result: string): Natives =>
  forms({ name: operation, result, run: (records, args) => engine.database.write(operation, records, optionsOf(args)) });

/** Records by Id alone, for the forms of delete and undelete that take ids. */
const named = (engine: Engine, ids: readonly Value[]): SObject[] =>
  ids.map((id) => {
    const record = new SObject(objectOfId(engine.schema, id as string));
    record.values.set('Id', id);
    return record;
  });

const byIds = (engine: Engine, operation: 'delete' | 'undelete', result: string): Natives =>
  Object.fromEntries<Native>(
    TAILS.flatMap((tail) => [
      [
        `Database.${result} ${operation}(Id id${tail})`,
        (id: string, ...args: Value[]) =>
          new Outcome(result, engine.database.write(operation, named(engine, [id]), optionsOf(args))[0] as DmlResult),
      ],
      [
        `List<Database.${result}> ${operation}(List<Id> ids${tail})`,
        (ids: ApexList, ...args: Value[]) =>
          engine.database.write(operation, named(engine, ids.items), optionsOf(args)).map((each) => new Outcome(result, each)),
      ],
    ]),
  );

const upserts = (engine: Engine): Natives => ({
  ...forms({ name: 'upsert', result: 'UpsertResult', run: (records, args) => engine.database.upsert(records, undefined, optionsOf(args)) }),
  ...forms({
    ...{ name: 'upsert', result: 'UpsertResult', between: ', Schema.SObjectField field' },
    run: (records, [field, ...args]) => engine.database.upsert(records, (field as SObjectField).field, optionsOf(args)),
  }),
});

const convertLead = (engine: Engine, conversion: LeadConvert, ...args: Value[]) =>
  new LeadConvertOutcome(engine.database.convertLead(conversion.toConversion(), optionsOf(args)));

const points = (engine: Engine): Natives => ({
  'Savepoint setSavepoint()': () => engine.database.setSavepoint(),
  'void rollback(Savepoint savepoint)': (savepoint: Savepoint) => engine.database.rollback(savepoint),
  'void releaseSavepoint(Savepoint savepoint)': (savepoint: Savepoint) => engine.database.releaseSavepoint(savepoint),
});

const parts: readonly PlatformType[] = [
  { name: 'Savepoint', is: (value) => typeof value === 'object' && 'savepoint' in value },
  {
    name: 'Database.DMLOptions',
    is: (value) => value instanceof DmlOptionsObject,
    constructors: { 'DMLOptions()': () => new DmlOptionsObject() },
    properties: {
      'Boolean optAllOrNone': {
        get: (self: DmlOptionsObject) => self.optAllOrNone,
        set: (self: DmlOptionsObject, value: boolean) => {
          self.optAllOrNone = value;
        },
      },
      'Boolean allowFieldTruncation': {
        get: (self: DmlOptionsObject) => self.allowFieldTruncation,
        set: (self: DmlOptionsObject, value: boolean) => {
          self.allowFieldTruncation = value;
        },
      },
    },
  },
];

/** Apex Reference Guide, "Database Class". */
export const databaseTypes = (engine: Engine): PlatformType[] => [
  {
    name: 'Database',
    statics: {
      ...queryStatics(engine),
      ...simple(engine, 'insert', 'SaveResult'),
      ...simple(engine, 'update', 'SaveResult'),
      ...simple(engine, 'delete', 'DeleteResult'),
      ...simple(engine, 'undelete', 'UndeleteResult'),
      ...byIds(engine, 'delete', 'DeleteResult'),
      ...byIds(engine, 'undelete', 'UndeleteResult'),
      ...upserts(engine),
      ...points(engine),
      ...forms({ name: 'emptyRecycleBin', result: 'EmptyRecycleBinResult', run: (records) => engine.database.emptyRecycleBin(records) }),
      'Database.LeadConvertResult convertLead(Database.LeadConvert conversion)': (conversion: LeadConvert) =>
        convertLead(engine, conversion),
      'Database.LeadConvertResult convertLead(Database.LeadConvert conversion, Boolean allOrNone)': (
        conversion: LeadConvert,
        allOrNone: boolean,
      ) => convertLead(engine, conversion, allOrNone),
      'Id executeBatch(Object job)': (job: ApexObject) => executeBatch(engine, job),
      'Id executeBatch(Object job, Integer size)': (job: ApexObject, size: number) => executeBatch(engine, job, size),
    },
  },
  ...parts,
];
