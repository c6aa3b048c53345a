import type { Database } from './database.ts';
import { findForUpsert } from './find-for-upsert.ts';
import { insertRow } from './insert-row.ts';
import { saveResult } from './save-result.ts';
import { updateRow } from './update-row.ts';
import type { WriteDeps } from './write-deps.ts';

/** Changes the record with this external id, or adds it. */
export const upsertRow =
  (deps: WriteDeps): Database['upsert'] =>
  (...[objectName, externalIdField, fields, context]) => {
    const { object } = deps.tables.named(objectName);
    const found = findForUpsert({ object, tables: deps.tables, externalIdField, fields });
    if ('error' in found) return { ...saveResult.refused([found.error]), created: false };
    if (found.id === undefined) {
      const result = insertRow(deps)(objectName, found.fields, context);
      return { ...result, created: result.success };
    }
    return { ...updateRow(deps)(objectName, { ...found.fields, Id: found.id }, context), created: false };
  };
