import type { Row } from '../database/database.ts';
import type { Org } from '../org.ts';
import type { ComputeRows } from '../soql/engine-deps.ts';
import type { RecordRight } from './sharing.ts';

const OBJECT_RIGHT = { read: 'read', edit: 'edit', delete: 'delete' } as const;

const rowOf = (org: Org, userId: string, recordId: string): Row => {
  const object = org.schema.byKeyPrefix(recordId.slice(0, 3));
  const row = object && org.database.get(object.name, recordId);
  const has = (right: RecordRight): boolean =>
    object !== undefined &&
    row !== undefined &&
    org.permissions.mayObject(userId, object, OBJECT_RIGHT[right]) &&
    org.sharing.may(userId, { object, row }, right);
  const [read, edit, remove] = [has('read'), has('edit'), has('delete')];
  const rights = { HasReadAccess: read, HasEditAccess: edit, HasDeleteAccess: remove, HasTransferAccess: remove, HasAllAccess: remove };
  return { Id: recordId, UserId: userId, RecordId: recordId, ...rights, IsDeleted: false };
};

/** Rows of UserRecordAccess: what the user in the condition may do with each record in it (Object Reference, "UserRecordAccess"). */
export const userRecordAccess =
  (org: Org): ComputeRows =>
  (valuesOf) => {
    const [userId] = valuesOf('UserId');
    const records = valuesOf('RecordId').filter((id) => typeof id === 'string');
    return typeof userId === 'string' ? records.map((id) => rowOf(org, userId, id)) : [];
  };
