import type { Fields, FieldValue, SaveError, SaveResult } from '../../salesforce/database/database.ts';
import { readFields } from '../../salesforce/database/read-fields.ts';
import { saveResult } from '../../salesforce/database/save-result.ts';
import type { Org } from '../../salesforce/org.ts';
import type { WriteItem, WriteOperation, WriteRequest } from '../../salesforce/org-code.ts';
import { recordId } from '../../salesforce/schema/record-id.ts';
import type { Field, ObjectType } from '../../salesforce/schema/schema.ts';
import { createContext } from '../create-context.ts';
import type { DmlResult } from '../database/apex-database.ts';
import type { ExecutionContext } from '../execution-context.ts';
import type { Project } from '../load-project.ts';
import { fromStored } from '../values/field-value.ts';
import { SObject } from '../values/sobject.ts';

type Read = { readonly record: SObject; readonly field?: Field | undefined } | { readonly errors: readonly SaveError[] };

const valueOf = (fields: Fields, name: string): unknown =>
  Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

const fill = (object: ObjectType, values: Readonly<Record<string, FieldValue>>): SObject => {
  const record = new SObject(object);
  for (const [name, value] of Object.entries(values)) {
    const field = object.fields.get(name.toLowerCase());
    if (field) record.values.set(field.name, value === null ? null : fromStored(field, value));
  }
  return record;
};

const fault = (statusCode: string, message: string): Read => ({ errors: [{ statusCode, message, fields: [] }] });

/** A request's record as Apex holds one, or what is wrong with how it was sent. */
const read = ({ schema, database }: Org, operation: WriteOperation, item: WriteItem): Read => {
  const object = schema.find(item.objectName);
  if (!object) return fault('INVALID_TYPE', `sObject type '${item.objectName}' is not supported.`);
  const field = item.externalIdField === undefined ? undefined : object.fields.get(item.externalIdField.toLowerCase());
  const isKnown =
    field !== undefined && database.findBy(object.name, field.name, [valueOf(item.fields, field.name) as FieldValue]).length > 0;
  const mode = operation === 'insert' || (operation === 'upsert' && !isKnown) ? 'insert' : 'update';
  const { values, errors } = operation === 'delete' ? { values: {}, errors: [] } : readFields(object, item.fields, mode);
  if (errors.length > 0) return { errors };
  const record = fill(object, values);
  const id = operation === 'insert' || (field && field.type !== 'id') ? undefined : valueOf(item.fields, 'Id');
  const parsed = typeof id === 'string' && id !== '' ? recordId.parse(id) : undefined;
  if (typeof id === 'string' && id !== '' && !parsed) return fault('MALFORMED_ID', `malformed id ${id}`);
  if (parsed) record.values.set('Id', parsed);
  return { record, field };
};

const isCreatedShown = (operation: WriteOperation, { id, success, errors, created }: DmlResult): SaveResult => ({
  ...{ id: success ? id : null, success, errors },
  ...(operation === 'upsert' ? { created: created === true } : {}),
});

/** Saves what a request sent, with the package's triggers, as one transaction of its user. `finished` gets the transaction's jobs. */
export const writeRecords =
  (deps: { org: Org; project: Project; finished: (context: ExecutionContext) => void }) =>
  ({ operation, items, userId }: WriteRequest): readonly SaveResult[] => {
    const { engine } = deps.project;
    const reads = items.map((item) => read(deps.org, operation, item));
    const good = reads.flatMap((each) => ('record' in each ? [each] : []));
    const records = good.map(({ record }) => record);
    const options = { allOrNone: false, access: 'system' } as const;
    const context = createContext({ userId });
    const outcomes = engine.database.transaction(context, () =>
      operation === 'upsert'
        ? engine.database.upsert(records, good[0]?.field, options)
        : engine.database.write(operation, records, options),
    );
    deps.finished(context);
    let next = 0;
    return reads.map((each) => {
      if ('errors' in each) return { ...saveResult.refused(each.errors), ...(operation === 'upsert' ? { created: false } : {}) };
      const outcome = outcomes[next];
      next += 1;
      return isCreatedShown(operation, outcome ?? { id: null, success: false, errors: [] });
    });
  };
