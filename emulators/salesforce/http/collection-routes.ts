import { z } from 'zod';
import type { Fields, SaveResult } from '../database/database.ts';
import type { Org } from '../org.ts';
import { PlatformError } from '../platform-error.ts';
import type { ApiRequest, ApiResponse, Route } from './api-request.ts';
import { notFound } from './error-response.ts';
import { recordId } from '../schema/record-id.ts';

/** REST API Developer Guide, "sObject Collections". */
const MAX_RECORDS = 200;

const typedRecord = z.looseObject({ attributes: z.looseObject({ type: z.string() }) });
const collection = z.object({ allOrNone: z.boolean().default(false), records: z.array(typedRecord) });

type TypedRecord = z.infer<typeof typedRecord>;
type Save = (record: TypedRecord) => SaveResult;

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

/** Saves records one after the other; with allOrNone one failure undoes the rest. */
const saveAll = <T>(org: Org, batch: { items: readonly T[]; allOrNone: boolean }, save: (item: T) => SaveResult): ApiResponse => {
  let results: SaveResult[] = [];
  const kept = org.database.transaction(() => {
    results = batch.items.map(save);
    refuseUnreadable(results);
    return !batch.allOrNone || results.every(({ success }) => success);
  });
  const shown = kept ? results : results.map((result) => (result.success ? rolledBack : result));
  return { status: 200, body: shown.map(resultJson) };
};

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

const upsertOne =
  (org: Org, request: ApiRequest) =>
  (target: { objectName: string; fieldName: string; repeated: ReadonlySet<unknown> }): Save =>
  (record) => {
    const key = valueOf(record, target.fieldName);
    if (!target.repeated.has(key)) return org.database.upsert(target.objectName, target.fieldName, record, request);
    const error = { statusCode: 'DUPLICATE_VALUE', message: `Duplicate external id specified: ${String(key)}`, fields: [target.fieldName] };
    return { id: null, success: false, errors: [error], created: false };
  };

const removeOne =
  (org: Org, request: ApiRequest) =>
  (id: string): SaveResult => {
    const object = recordId.parse(id) ? org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
    if (object) return org.database.delete(object.name, id, request);
    return { id: null, success: false, errors: [{ statusCode: 'MALFORMED_ID', message: `malformed id ${id}`, fields: [] }] };
  };

/** Up to 200 records a call, each with its own result: `/composite/sobjects...`. */
export const collectionRoutes = (org: Org): Route[] => [
  {
    method: 'POST',
    pattern: '/composite/sobjects',
    handle: (request) => {
      const { records, allOrNone } = readCollection(request.body);
      return saveAll(org, { items: records, allOrNone }, (record) => org.database.insert(typeOf(org, record), record, request));
    },
  },
  {
    method: 'PATCH',
    pattern: '/composite/sobjects',
    handle: (request) => {
      const { records, allOrNone } = readCollection(request.body);
      return saveAll(org, { items: records, allOrNone }, (record) => org.database.update(typeOf(org, record), record, request));
    },
  },
  {
    method: 'DELETE',
    pattern: '/composite/sobjects',
    handle: (request) => {
      const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
      checkCount(ids.length);
      return saveAll(org, { items: ids, allOrNone: request.query.get('allOrNone') === 'true' }, removeOne(org, request));
    },
  },
  {
    method: 'PATCH',
    pattern: '/composite/sobjects/:object/:field',
    handle: (request, values) => {
      const { records, allOrNone } = readCollection(request.body);
      const fieldName = values['field'] ?? '';
      const target = { objectName: values['object'] ?? '', fieldName, repeated: repeatedKeys(records, fieldName) };
      return saveAll(org, { items: records, allOrNone }, upsertOne(org, request)(target));
    },
  },
];
