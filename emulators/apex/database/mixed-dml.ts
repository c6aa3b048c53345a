import type { ObjectType } from '../../salesforce/schema/schema.ts';
import type { ExecutionContext } from '../execution-context.ts';
import type { SObject } from '../values/sobject.ts';
import { wholeDmlException } from './dml-exception.ts';

/** Apex Developer Guide, "sObjects That Can't Be Used Together in DML Operations"; those of them that this org has. */
const SETUP = new Set(['FieldPermissions', 'GroupMember', 'ObjectPermissions', 'PermissionSet', 'PermissionSetAssignment']);

/** Fields of a user whose change makes it a setup operation (the same page). */
const SENSITIVE = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

type Write = { readonly verb: string; readonly object: ObjectType; readonly records: readonly SObject[] };

/** `neither`: users without a role may be added, and groups added and changed, beside anything. */
const kindOf = ({ verb, object, records }: Write): 'setup' | 'data' | 'neither' => {
  if (object.kind !== 'record') return 'neither';
  if (SETUP.has(object.name)) return 'setup';
  if (object.name === 'Group') return verb === 'Delete' ? 'setup' : 'neither';
  if (object.name !== 'User') return 'data';
  const named = verb === 'Insert' ? ['UserRoleId'] : SENSITIVE;
  return records.some((record) => named.some((field) => record.peek(field) !== null)) ? 'setup' : 'neither';
};

/** The object that was written first, for the message. */
const firstObjects = new WeakMap<Set<'setup' | 'data'>, string>();

/** Notes what a transaction writes; throws MIXED_DML_OPERATION when setup objects and others come together. */
export const refuseMixedDml = (context: ExecutionContext, write: Write): void => {
  const kind = kindOf(write);
  if (kind === 'neither') return;
  const { dmlKinds } = context;
  if (dmlKinds.size === 0) firstObjects.set(dmlKinds, write.object.name);
  if (dmlKinds.has(kind === 'setup' ? 'data' : 'setup')) {
    const original = firstObjects.get(dmlKinds) ?? '';
    const rule = 'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)';
    throw wholeDmlException(write.verb, 'MIXED_DML_OPERATION', `${rule}: ${write.object.name}, original object: ${original}`);
  }
  dmlKinds.add(kind);
};
