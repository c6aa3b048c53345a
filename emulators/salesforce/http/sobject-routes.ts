import { randomUUID } from 'node:crypto';
import type { Row, SaveResult } from '../database/database.ts';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import { recordId } from '../schema/record-id.ts';
import type { ObjectType } from '../schema/schema.ts';
import type { ApiRequest, ApiResponse, PathValues, Route } from './api-request.ts';
import { bodyFields } from './body-fields.ts';
import { objectDescribeJson, objectSummaryJson } from './describe-json.ts';
import { notFound, saveErrorResponse } from './error-response.ts';
import { saveRecord } from './save-records.ts';

const objectOf = (org: Org, values: PathValues): ObjectType => {
  const object = org.schema.find(values['object'] ?? '');
  if (!object) throw notFound();
  return object;
};

const rowOf = (org: Org, object: ObjectType, id: string): Row => {
  const row = recordId.parse(id) ? org.database.get(object.name, id) : undefined;
  if (row) return row;
  const deleted = org.database.findBy(object.name, 'Id', [recordId.parse(id) ?? '']).length > 0;
  if (deleted) throw new PlatformError({ status: 404, errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] });
  throw notFound();
};

const chosenFields = (object: ObjectType, request: ApiRequest): string[] => {
  const names = request.query.get('fields')?.split(',');
  if (!names) return [...object.fields.values()].map((field) => field.name);
  return names.map((name) => {
    const field = object.fields.get(name.trim().toLowerCase());
    if (field) return field.name;
    throw new PlatformError({ errorCode: 'INVALID_FIELD', message: `No such column '${name}' on sobject of type ${object.name}` });
  });
};

const rowResponse = (object: ObjectType, row: Row, request: ApiRequest): ApiResponse => {
  const attributes = { type: object.name, url: `/services/data/${request.version}/sobjects/${object.name}/${String(row['Id'])}` };
  const fields = Object.fromEntries(chosenFields(object, request).map((name) => [name, row[name] ?? null]));
  return { status: 200, body: { attributes, ...fields } };
};

const savedResponse = (result: SaveResult, success: ApiResponse): ApiResponse =>
  result.success ? success : saveErrorResponse(result.errors);

/** Publishing over REST only queues: the answer carries an id of the message, not its replay id (Platform Events Developer Guide). */
const publish = (org: Org, object: ObjectType, request: ApiRequest): ApiResponse => {
  const outcome = org.onPlatformEvent(object.name, bodyFields(request.body), request.userId);
  if ('error' in outcome) return saveErrorResponse([outcome.error]);
  const queued = { statusCode: 'OPERATION_ENQUEUED', message: randomUUID(), fields: [] };
  return { status: 201, body: { id: recordId.make('e00', Number(outcome.replayId) || 1), success: true, errors: [queued] } };
};

const create =
  (org: Org) =>
  (request: ApiRequest, values: PathValues): ApiResponse => {
    const object = objectOf(org, values);
    if (object.kind === 'event') return publish(org, object, request);
    const { userId } = request;
    const result = saveRecord(org, { operation: 'insert', userId }, { objectName: object.name, fields: bodyFields(request.body) });
    return savedResponse(result, { status: 201, body: { id: result.id, success: true, errors: [] } });
  };

const byId = (org: Org): Route[] => {
  const pattern = '/sobjects/:object/:id';
  return [
    {
      method: 'GET',
      pattern,
      handle: (request, values) => {
        const object = objectOf(org, values);
        return rowResponse(object, rowOf(org, object, values['id'] ?? ''), request);
      },
    },
    {
      method: 'PATCH',
      pattern,
      handle: (request, values) => {
        const object = objectOf(org, values);
        const row = rowOf(org, object, values['id'] ?? '');
        const item = { objectName: object.name, fields: { ...bodyFields(request.body), Id: row['Id'] } };
        return savedResponse(saveRecord(org, { operation: 'update', userId: request.userId }, item), { status: 204 });
      },
    },
    {
      method: 'DELETE',
      pattern,
      handle: (request, values) => {
        const object = objectOf(org, values);
        const row = rowOf(org, object, values['id'] ?? '');
        const item = { objectName: object.name, fields: { Id: row['Id'] } };
        return savedResponse(saveRecord(org, { operation: 'delete', userId: request.userId }, item), { status: 204 });
      },
    },
  ];
};

/** One record or one object at a time: `/sobjects...` (REST API Developer Guide, "sObject Basic Information" and following). */
export const sobjectRoutes = (org: Org): Route[] => [
  {
    method: 'GET',
    pattern: '/sobjects',
    handle: ({ version }) => ({
      status: 200,
      body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: org.schema.objects.map((object) => objectSummaryJson(object, version)) },
    }),
  },
  {
    method: 'GET',
    pattern: '/sobjects/:object',
    handle: ({ version }, values) => ({
      status: 200,
      body: { objectDescribe: objectSummaryJson(objectOf(org, values), version), recentItems: [] },
    }),
  },
  { method: 'POST', pattern: '/sobjects/:object', handle: create(org) },
  {
    method: 'GET',
    pattern: '/sobjects/:object/describe',
    handle: ({ version }, values) => ({ status: 200, body: objectDescribeJson(org.schema, objectOf(org, values), version) }),
  },
  ...byId(org),
];
