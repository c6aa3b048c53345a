import type { FieldValue, Row } from '../database/database.ts';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { Field, ObjectType } from '../schema/schema.ts';
import type { ApiRequest, ApiResponse, PathValues, Route } from './api-request.ts';
import { bodyFields } from './body-fields.ts';
import { notFound, saveErrorResponse } from './error-response.ts';
import { saveRecord } from './save-records.ts';

const PATTERN = '/sobjects/:object/:field/:value';

type Target = { readonly object: ObjectType; readonly field: Field; readonly value: FieldValue; readonly rows: readonly Row[] };

const targetOf = (org: Org, values: PathValues): Target => {
  const object = org.schema.find(values['object'] ?? '');
  const field = object?.fields.get((values['field'] ?? '').toLowerCase());
  if (!object) throw notFound();
  if (!field || !(field.externalId || field.idLookup)) {
    throw new PlatformError({
      status: 404,
      errorCode: 'NOT_FOUND',
      message: `Provided external ID field does not exist or is not accessible: ${values['field'] ?? ''}`,
    });
  }
  const value = values['value'] ?? '';
  const rows = org.database.findBy(object.name, field.name, [value]).filter((row) => row['IsDeleted'] !== true);
  return { object, field, value, rows };
};

const address = (target: Target, row: Row, version: string) =>
  `/services/data/${version}/sobjects/${target.object.name}/${String(row['Id'])}`;

/** 300 lists the records among which the caller would have to choose. */
const multipleChoices = (target: Target, version: string): ApiResponse => ({
  status: 300,
  body: target.rows.map((row) => address(target, row, version)),
});

/** A record of somebody else's that the caller may see, but not change (Salesforce Help, "Organization-Wide Sharing Defaults"). */
const refuseUnshared = (org: Org, { object, rows: [row] }: Target, userId: string): void => {
  if (!row || org.sharing.may(userId, { object, row }, 'edit')) return;
  const message = 'insufficient access rights on object id';
  throw new PlatformError({ status: 403, errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message, fields: [] });
};

const upsert =
  (org: Org) =>
  (request: ApiRequest, values: PathValues): ApiResponse => {
    const target = targetOf(org, values);
    if (target.rows.length > 1) return multipleChoices(target, request.version);
    refuseUnshared(org, target, request.userId);
    const fields = bodyFields(request.body);
    if (Object.keys(fields).some((name) => name.toLowerCase() === target.field.name.toLowerCase())) {
      const message = `The ${target.field.name} field should not be specified in the sobject data.`;
      throw new PlatformError({ errorCode: 'INVALID_FIELD', message });
    }
    const result = saveRecord(
      org,
      { operation: 'upsert', userId: request.userId },
      {
        ...{ objectName: target.object.name, externalIdField: target.field.name },
        fields: { ...fields, [target.field.name]: target.value },
      },
    );
    if (!result.success) return saveErrorResponse(result.errors);
    const created = result.created === true;
    return { status: created ? 201 : 200, body: { id: result.id, success: true, errors: [], created } };
  };

const single = (target: Target): Row => {
  const [row] = target.rows;
  if (!row) throw notFound();
  return row;
};

/** Records by external id: `/sobjects/X/Field__c/value` (REST API Developer Guide, "sObject Rows by External ID"). */
export const externalIdRoutes = (org: Org): Route[] => [
  { method: 'PATCH', pattern: PATTERN, handle: upsert(org) },
  {
    method: 'GET',
    pattern: PATTERN,
    handle: (request, values) => {
      const target = targetOf(org, values);
      if (target.rows.length > 1) return multipleChoices(target, request.version);
      const row = single(target);
      const fields = Object.fromEntries([...target.object.fields.values()].map(({ name }) => [name, row[name] ?? null]));
      return { status: 200, body: { attributes: { type: target.object.name, url: address(target, row, request.version) }, ...fields } };
    },
  },
  {
    method: 'DELETE',
    pattern: PATTERN,
    handle: (request, values) => {
      const target = targetOf(org, values);
      if (target.rows.length > 1) return multipleChoices(target, request.version);
      const item = { objectName: target.object.name, fields: { Id: single(target)['Id'] } };
      const result = saveRecord(org, { operation: 'delete', userId: request.userId }, item);
      return result.success ? { status: 204 } : saveErrorResponse(result.errors);
    },
  },
];
