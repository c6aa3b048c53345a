import { z } from 'zod';
import type { Fields, SaveResult } from '../database/database.ts';
import type { Org } from '../org.ts';
import type { WriteRequest } from '../org-code.ts';
import { PlatformError } from '../platform-error.ts';
import type { ApiRequest, ApiResponse, Route } from './api-request.ts';
import { notFound } from './error-response.ts';
import { saveRecords } from './save-records.ts';
import { recordId } from '../schema/record-id.ts';

/** REST API Developer Guide, "sObject Collections". */
const MAX_RECORDS = 200;

const typedRecord = z.looseObject({ attributes: z.looseObject({ type: z.string() }) });
const collection = z.object({ allOrNone: z.boolean().default(false), records: z.array(typedRecord) });

type TypedRecord = z.infer<typeof typedRecord>;

const badInput = (message: string) => new PlatformError({ errorCode: 'INVALID_INPUT', message });

const checkCount = (count: number) => {
  if (count > MAX_RECORDS)
    throw new PlatformError({
      errorCode: 'EXCEEDED_ID_LIMIT',
      message: `record limit reached. cannot submit more than ${MAX_RECORDS} records in this operation`,
    });
};

const readCollection = (body: unknown): z.infer<typeof collection> => {
  const parsed = collection.safeParse(body);
  if (!parsed.success) throw badInput('Every record needs attributes with a type');
  checkCount(parsed.data.records.length);
  return parsed.data;
};

const rolledBack: SaveResult = {
  id: null,
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};

const resultJson = ({ id, success, errors, created }: SaveResult) => ({
  ...(success ? { id } : {}),
  success,
  errors,
  ...(created === undefined ? {} : { created }),
});

/** A value of the wrong JSON type is no record's own fault: the whole request cannot be read. */
const refuseUnreadable = (results: readonly SaveResult[]) => {
  const unreadable = results.flatMap(({ errors }) => errors).find(({ statusCode }) => statusCode === 'JSON_PARSER_ERROR');
  if (unreadable) throw new PlatformError({ errorCode: unreadable.statusCode, message: unreadable.message });
};

type Batch = WriteRequest & { readonly allOrNone: boolean };

/** Saves records as one request; with allOrNone one failure undoes the rest. */
const saveAll = (org: Org, batch: Batch): readonly SaveResult[] => {
  let results: readonly SaveResult[] = [];
  const kept = org.database.transaction(() => {
    results = saveRecords(org, batch);
    refuseUnreadable(results);
    return !batch.allOrNone || results.every(({ success }) => success);
  });
  return kept ? results : results.map((result) => (result.success ? rolledBack : result));
};

const answer = (results: readonly SaveResult[]): ApiResponse => ({ status: 200, body: results.map(resultJson) });

const typeOf = (org: Org, record: TypedRecord): string => {
  if (!org.schema.find(record.attributes.type)) throw notFound();
  return record.attributes.type;
};

const valueOf = (record: Fields, name: string) => Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** The same external id twice in one call fails for both (REST API Developer Guide, "Upsert Multiple Records"). */
const repeatedKeys = (records: readonly TypedRecord[], fieldName: string): ReadonlySet<unknown> => {
  const keys = records.map((record) => valueOf(record, fieldName));
  return new Set(keys.filter((key, at) => key !== undefined && keys.indexOf(key) !== at));
};

/** The refusals of repeated keys, and the results of the others in their places. */
const upsertAll = (org: Org, request: ApiRequest, target: { objectName: string; fieldName: string }): ApiResponse => {
  const { records, allOrNone } = readCollection(request.body);
  const repeated = repeatedKeys(records, target.fieldName);
  const keyOf = (record: TypedRecord) => valueOf(record, target.fieldName);
  const others = records.filter((record) => !repeated.has(keyOf(record)));
  const items = others.map((fields) => ({ objectName: target.objectName, fields, externalIdField: target.fieldName }));
  const isHopeless = allOrNone && others.length < records.length;
  const saved = isHopeless ? [] : saveAll(org, { operation: 'upsert', items, allOrNone, userId: request.userId });
  return answer(
    records.map((record): SaveResult => {
      if (!repeated.has(keyOf(record))) return saved[others.indexOf(record)] ?? rolledBack;
      const message = `Duplicate external id specified: ${String(keyOf(record))}`;
      const error = { statusCode: 'DUPLICATE_VALUE', message, fields: [target.fieldName] };
      return { id: null, success: false, errors: [error], created: false };
    }),
  );
};

const deleteAll = (org: Org, request: ApiRequest): ApiResponse => {
  const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  checkCount(ids.length);
  const objects = ids.map((id) => (recordId.parse(id) ? org.schema.byKeyPrefix(id.slice(0, 3)) : undefined));
  const items = ids.flatMap((id, at) => (objects[at] ? [{ objectName: objects[at].name, fields: { Id: id } }] : []));
  const allOrNone = request.query.get('allOrNone') === 'true';
  const saved = [...saveAll(org, { operation: 'delete', items, allOrNone, userId: request.userId })];
  return answer(
    ids.map((id, at): SaveResult => {
      const malformed = { statusCode: 'MALFORMED_ID', message: `malformed id ${id}`, fields: [] };
      return (objects[at] && saved.shift()) || { id: null, success: false, errors: [malformed] };
    }),
  );
};

/** Up to 200 records a call, each with its own result: `/composite/sobjects...`. */
export const collectionRoutes = (org: Org): Route[] => {
  const saving =
    (operation: 'insert' | 'update'): Route['handle'] =>
    (request) => {
      const { records, allOrNone } = readCollection(request.body);
      const items = records.map((fields) => ({ objectName: typeOf(org, fields), fields }));
      return answer(saveAll(org, { operation, items, allOrNone, userId: request.userId }));
    };
  return [
    { method: 'POST', pattern: '/composite/sobjects', handle: saving('insert') },
    { method: 'PATCH', pattern: '/composite/sobjects', handle: saving('update') },
    { method: 'DELETE', pattern: '/composite/sobjects', handle: (request) => deleteAll(org, request) },
    {
      method: 'PATCH',
      pattern: '/composite/sobjects/:object/:field',
      handle: (request, values) => upsertAll(org, request, { objectName: values['object'] ?? '', fieldName: values['field'] ?? '' }),
    },
  ];
};
