import { automatedProcessUserId } from '../automated-process-user.ts';
import type { Clock } from '../clock.ts';
import { recordId } from '../schema/record-id.ts';
import type { ObjectType, Schema } from '../schema/schema.ts';
import { checkRow } from './check-row.ts';
import type { Database, Fields, Row, SaveError, SaveResult, WriteContext } from './database.ts';
import { deleteWithChildren } from './delete-children.ts';
import { deriveFields } from './derive-fields.ts';
import { findForUpsert } from './find-for-upsert.ts';
import { moment } from './moment.ts';
import { newRow } from './new-row.ts';
import { readFields } from './read-fields.ts';
import { createTables } from './tables.ts';

type Deps = { readonly schema: Schema; readonly clock: Clock };

const saved = (id: string): SaveResult => ({ id, success: true, errors: [] });
const refused = (...errors: readonly SaveError[]): SaveResult => ({ id: null, success: false, errors });
const gone: SaveError = { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] };
const noSuchRecord: SaveError = { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] };
const automatedProcess: WriteContext = { userId: automatedProcessUserId };

const notAllowed = (object: ObjectType, action: string): SaveError => ({
  statusCode: 'INVALID_TYPE_FOR_OPERATION',
  message: `entity type ${object.name} does not support ${action}`,
  fields: [],
});

/** Ids count up per object, from 2: the first User is the platform's own. */
const createSequence = () => {
  const last = new Map<string, number>();
  return (object: ObjectType): number => {
    const next = (last.get(object.name) ?? 1) + 1;
    last.set(object.name, next);
    return next;
  };
};

/** An empty database over a schema. */
export const createDatabase = ({ schema, clock }: Deps): Database => {
  const tables = createTables(schema);
  const check = checkRow({ schema, tables });
  const nextNumber = createSequence();
  const create = newRow({ tables });
  const remove = deleteWithChildren({ schema, tables });
  const now = () => moment.format(clock.now());

  const keep = (object: ObjectType, before: Row | undefined, values: Row): SaveResult => {
    const row = deriveFields(object.name, values, tables);
    const errors = check({ object, before, row });
    if (errors.length > 0) return refused(...errors);
    tables.put(object, row);
    return saved(String(row['Id']));
  };

  const insert = (objectName: string, fields: Fields, context = automatedProcess): SaveResult => {
    const { object } = tables.named(objectName);
    if (!object.createable || object.kind !== 'record') return refused(notAllowed(object, 'create'));
    const { values, errors } = readFields(object, fields, 'insert');
    if (errors.length > 0) return refused(...errors);
    const sequence = nextNumber(object);
    const stamp = { sequence, id: recordId.make(object.keyPrefix, sequence), now: now(), userId: context.userId };
    return keep(object, undefined, create(object, values, stamp));
  };

  const live = (object: ObjectType, rawId: unknown): Row | SaveError => {
    const id = recordId.parse(String(rawId));
    if (!id) return { statusCode: 'MALFORMED_ID', message: `bad id ${String(rawId)}`, fields: [] };
    const row = tables.of(object).get(id);
    if (!row) return noSuchRecord;
    return row['IsDeleted'] === true ? gone : row;
  };
  const isError = (found: Row | SaveError): found is SaveError => 'statusCode' in found;

  const update = (objectName: string, fields: Fields, context = automatedProcess): SaveResult => {
    const { object } = tables.named(objectName);
    if (!object.updateable) return refused(notAllowed(object, 'update'));
    const before = live(object, fields['Id'] ?? fields['id']);
    if (isError(before)) return refused(before);
    const { values, errors } = readFields(object, fields, 'update');
    if (errors.length > 0) return refused(...errors);
    const time = now();
    return keep(object, before, { ...before, ...values, LastModifiedDate: time, LastModifiedById: context.userId, SystemModstamp: time });
  };

  return {
    insert,
    update,
    upsert: (objectName, externalIdField, fields, context) => {
      const { object } = tables.named(objectName);
      const found = findForUpsert({ object, tables, externalIdField, fields });
      if ('error' in found) return refused(found.error);
      if (found.id === undefined) return { ...insert(objectName, found.fields, context), created: true };
      return { ...update(objectName, { ...found.fields, Id: found.id }, context), created: false };
    },
    delete: (objectName, id) => {
      const { object } = tables.named(objectName);
      if (!object.deletable) return refused(notAllowed(object, 'delete'));
      const row = live(object, id);
      if (isError(row)) return refused(row);
      remove(object, { ...row, SystemModstamp: now() });
      return saved(String(row['Id']));
    },
    store: (objectName, fields) => {
      const { object } = tables.named(objectName);
      const stranger = Object.keys(fields).find((name) => object.fields.get(name.toLowerCase())?.name !== name);
      if (stranger) throw new Error(`${object.name} has no field ${stranger}`);
      const id = typeof fields['Id'] === 'string' ? fields['Id'] : recordId.make(object.keyPrefix, nextNumber(object));
      const before = tables.of(object).get(id) ?? create(object, {}, { id, sequence: 0, now: now(), userId: automatedProcessUserId });
      tables.put(object, deriveFields(object.name, { ...before, ...fields, Id: id, SystemModstamp: now() }, tables));
      return id;
    },
    get: (objectName, id) => {
      const row = tables.named(objectName).get(recordId.parse(id) ?? '');
      return row?.['IsDeleted'] === true ? undefined : row;
    },
    rows: (objectName) => [...tables.named(objectName).all()].filter((row) => row['IsDeleted'] !== true),
    allRows: (objectName) => [...tables.named(objectName).all()],
    findBy: (objectName, fieldName, values) => {
      const table = tables.named(objectName);
      const field = table.object.fields.get(fieldName.toLowerCase());
      if (!field) throw new Error(`${objectName} has no field ${fieldName}`);
      return table.findBy(field, values);
    },
    transaction: tables.transaction,
    onChange: tables.onChange,
  };
};
