import type { Row, SaveError } from '../../salesforce/database/database.ts';
import { parseValue } from '../../salesforce/database/parse-value.ts';
import type { Field, ObjectType } from '../../salesforce/schema/schema.ts';
import { toStored } from '../values/field-value.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import type { DmlOptions } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { enforcesSharing } from './enforces-sharing.ts';
import type { SaveEntry } from './save-entry.ts';

type Values = { readonly values: Row; readonly errors: SaveError[] };

const refusal = (statusCode: string, message: string, fields: readonly string[] = []): SaveError => ({ statusCode, message, fields });

const truncated = (field: Field, value: Value): Value =>
  typeof value === 'string' && field.length > 0 ? Array.from(value).slice(0, field.length).join('') : value;

const storedValue = (field: Field, value: Value): ReturnType<typeof parseValue> => {
  if (value === null && field.type === 'boolean') return { value: false };
  return parseValue(field, toStored(value));
};

/** Fields that the platform sets are passed over: a record out of a query holds them too, and may be saved. */
const isSent = (field: Field, operation: 'insert' | 'update'): boolean =>
  field.name !== 'Id' && (operation === 'insert' ? field.createable : field.updateable);

/** A field that can only be set once may be sent again as it is. */
const frozen = (field: Field, value: Value, before: Row | undefined): SaveError | undefined => {
  if (!before || !field.createable || field.updateable || toStored(value) === (before[field.name] ?? null)) return undefined;
  return refusal(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    [field.name],
  );
};

/** What a record wants stored, by field. */
export const sentValues = (record: SObject, before: Row | undefined, options: Partial<DmlOptions>): Values => {
  const sent: { values: Record<string, Row[string]>; errors: SaveError[] } = { values: {}, errors: [] };
  for (const [name, raw] of record.values) {
    const field = record.object.fields.get(name.toLowerCase());
    if (!field || raw instanceof SObject) continue;
    const value = options.allowFieldTruncation === true ? truncated(field, raw) : raw;
    const fault = frozen(field, value, before);
    if (fault) sent.errors.push(fault);
    if (!isSent(field, before ? 'update' : 'insert')) continue;
    const parsed = storedValue(field, value);
    if ('error' in parsed) sent.errors.push(parsed.error);
    else sent.values[field.name] = parsed.value;
  }
  return sent;
};

/** What user mode has against a write: the object's and the fields' permissions of the running user. */
const forbidden = ({ org, context }: ApexDatabaseDeps, object: ObjectType, write: { values: Row; isNew: boolean }): SaveError[] => {
  const { userId } = context();
  if (!org.permissions.mayObject(userId, object, write.isNew ? 'create' : 'edit')) {
    return [refusal('INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${object.name}' denied`)];
  }
  const names = Object.keys(write.values).filter((name) => {
    const field = object.fields.get(name.toLowerCase());
    return field && !org.permissions.mayField(userId, { object, field }, 'edit');
  });
  const message = `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception or Result!`;
  return names.length > 0 ? [refusal('INVALID_FIELD_FOR_INSERT_UPDATE', message, names)] : [];
};

const unshared = ({ org, context }: ApexDatabaseDeps, object: ObjectType, row: Row): SaveError[] =>
  org.sharing.may(context().userId, { object, row }, 'edit')
    ? []
    : [refusal('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')];

type Ask = { readonly index: number; readonly record: SObject; readonly options: DmlOptions };

const start = (ask: Ask, parts: Pick<SaveEntry, 'operation' | 'before' | 'draft'>, errors: readonly SaveError[]): SaveEntry => ({
  ...{ index: ask.index, record: ask.record, errors: [...errors] },
  ...parts,
});

/** A record about to be added. */
export const prepareInsert = (deps: ApexDatabaseDeps, ask: Ask): SaveEntry => {
  const { record, options } = ask;
  const { object } = record;
  const parts = { operation: 'insert', before: undefined, draft: {} } as const;
  if (!object.createable)
    return start(ask, parts, [refusal('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support create`)]);
  if (record.id !== null)
    return start(ask, parts, [refusal('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])]);
  const { values, errors } = sentValues(record, undefined, options);
  if (options.access === 'user') errors.push(...forbidden(deps, object, { values, isNew: true }));
  return start(ask, { ...parts, draft: deps.org.database.steps.draft(object, values, deps.context().userId) }, errors);
};

/** A record about to be changed; `id` is that of the record, or what an external id found. */
export const prepareUpdate = (deps: ApexDatabaseDeps, ask: Ask, id: string | null = ask.record.id): SaveEntry => {
  const { record, options } = ask;
  const { object } = record;
  const parts = { operation: 'update', before: undefined, draft: {} } as const;
  if (!object.updateable)
    return start(ask, parts, [refusal('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support update`)]);
  const found = deps.org.database.steps.find(object, id ?? undefined);
  if ('error' in found) return start(ask, parts, [found.error]);
  const { row } = found;
  const { values, errors } = sentValues(record, row, options);
  if (object.name === 'Lead' && row['IsConverted'] === true)
    errors.push(refusal('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot update converted lead'));
  if (options.access === 'user') errors.push(...forbidden(deps, object, { values, isNew: false }));
  if (enforcesSharing(deps.context(), options.access)) errors.push(...unshared(deps, object, row));
  return start(ask, { ...parts, before: row, draft: deps.org.database.steps.redraft(row, values, deps.context().userId) }, errors);
};
