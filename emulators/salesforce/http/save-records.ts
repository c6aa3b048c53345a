import type { SaveResult } from '../database/database.ts';
import { saveResult } from '../database/save-result.ts';
import type { Org } from '../org.ts';
import type { WriteItem, WriteRequest } from '../org-code.ts';

const saveOne = ({ database }: Org, { operation, userId }: WriteRequest, item: WriteItem): SaveResult => {
  const { objectName, fields, externalIdField = 'Id' } = item;
  if (operation === 'insert') return database.insert(objectName, fields, { userId });
  if (operation === 'update') return database.update(objectName, fields, { userId });
  if (operation === 'upsert') return database.upsert(objectName, externalIdField, fields, { userId });
  return database.delete(objectName, typeof fields['Id'] === 'string' ? fields['Id'] : '', { userId });
};

/**
 * Saves records as one request, each with its own result; where a trigger of the package listens, through its Apex, so that it sees all of
 * them at once. With `allOrNone` one refusal undoes the rest.
 */
export const saveRecords = (org: Org, request: WriteRequest & { readonly allOrNone?: boolean }): readonly SaveResult[] => {
  const { operation, items } = request;
  const code = items.some(({ objectName }) => org.code?.hasTriggers(objectName, operation)) ? org.code : undefined;
  let results: readonly SaveResult[] = [];
  org.database.transaction(() => {
    results = code ? code.write(request) : items.map((item) => saveOne(org, request, item));
    return request.allOrNone !== true || results.every(({ success }) => success);
  });
  return results;
};

/** One record as one request. */
export const saveRecord = (org: Org, request: Omit<WriteRequest, 'items'>, item: WriteItem): SaveResult =>
  saveRecords(org, { ...request, items: [item] })[0] ?? saveResult.refused([]);
