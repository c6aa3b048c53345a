import { automatedProcessUserId } from '../automated-process-user.ts';
import { recordId } from '../schema/record-id.ts';
import type { Database } from './database.ts';
import { newRow } from './new-row.ts';
import { readFields } from './read-fields.ts';
import { saveResult } from './save-result.ts';
import type { WriteDeps } from './write-deps.ts';

/** Adds a record. */
export const insertRow =
  (deps: WriteDeps): Database['insert'] =>
  (objectName, fields, context) => {
    const { object } = deps.tables.named(objectName);
    if (!object.createable || object.kind !== 'record') return saveResult.notSupported(object, 'create');
    const { values, errors } = readFields(object, fields, 'insert');
    if (errors.length > 0) return saveResult.refused(errors);
    const sequence = deps.nextNumber(object);
    const id = recordId.make(object.keyPrefix, sequence);
    const stamp = { id, sequence, now: deps.now(), userId: context?.userId ?? automatedProcessUserId };
    return deps.keep({ object, before: undefined, values: newRow(deps)(object, values, stamp) });
  };
