import { automatedProcessUserId } from '../automated-process-user.ts';
import { recordId } from '../schema/record-id.ts';
import type { Database } from './database.ts';
import { deriveFields } from './derive-fields.ts';
import { newRow } from './new-row.ts';
import type { WriteDeps } from './write-deps.ts';

/** A write of the platform's own, unchecked but for the names of its fields. */
export const storeRow =
  (deps: WriteDeps): Database['store'] =>
  (objectName, fields) => {
    const table = deps.tables.named(objectName);
    const { object } = table;
    const stranger = Object.keys(fields).find((name) => object.fields.get(name.toLowerCase())?.name !== name);
    if (stranger) throw new Error(`${object.name} has no field ${stranger}`);
    const sequence = deps.nextNumber(object);
    const id = typeof fields['Id'] === 'string' ? fields['Id'] : recordId.make(object.keyPrefix, sequence);
    const stamp = { id, sequence, now: deps.now(), userId: automatedProcessUserId };
    const before = table.get(id) ?? newRow(deps)(object, {}, stamp);
    deps.tables.put(object, deriveFields(object.name, { ...before, ...fields, Id: id, SystemModstamp: stamp.now }, deps.tables));
    return id;
  };
