import type { Database } from './database.ts';
import { deleteWithChildren } from './delete-children.ts';
import { findLiveRow } from './find-live-row.ts';
import { saveResult } from './save-result.ts';
import type { WriteDeps } from './write-deps.ts';

/** Moves a record to the recycle bin: the row stays, with IsDeleted = true. */
export const deleteRow =
  (deps: WriteDeps): Database['delete'] =>
  (objectName, id) => {
    const table = deps.tables.named(objectName);
    if (!table.object.deletable) return saveResult.notSupported(table.object, 'delete');
    const found = findLiveRow(table, id);
    if ('error' in found) return saveResult.refused([found.error]);
    deleteWithChildren(deps)(table.object, { ...found.row, SystemModstamp: deps.now() });
    return saveResult.saved(String(found.row['Id']));
  };
