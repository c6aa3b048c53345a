import { automatedProcessUserId } from '../automated-process-user.ts';
import type { Database } from './database.ts';
import { findLiveRow } from './find-live-row.ts';
import { readFields } from './read-fields.ts';
import { saveResult } from './save-result.ts';
import type { WriteDeps } from './write-deps.ts';

/** Changes the named fields of a record. */
export const updateRow =
  (deps: WriteDeps): Database['update'] =>
  (objectName, fields, context) => {
    const table = deps.tables.named(objectName);
    const { object } = table;
    if (!object.updateable) return saveResult.notSupported(object, 'update');
    const found = findLiveRow(table, fields['Id'] ?? fields['id']);
    if ('error' in found) return saveResult.refused([found.error]);
    const { values, errors } = readFields(object, fields, 'update');
    if (errors.length > 0) return saveResult.refused(errors);
    const now = deps.now();
    const stamp = { LastModifiedDate: now, LastModifiedById: context?.userId ?? automatedProcessUserId, SystemModstamp: now };
    return deps.keep({ object, before: found.row, values: { ...found.row, ...values, ...stamp } });
  };
