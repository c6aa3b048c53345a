import type { Database, FieldValue, Row } from '../database/database.ts';
import type { ObjectType, Schema, SharingModel } from '../schema/schema.ts';
import type { Permissions } from './permissions.ts';

export type RecordRight = 'read' | 'edit' | 'delete';

export type SharedRecord = { readonly object: ObjectType; readonly row: Row };

/** Which records users may see and change, by ownership and the org-wide defaults; nothing of objects and fields. */
export type Sharing = {
  may(userId: string, record: SharedRecord, right: RecordRight): boolean;
  /** False where every user sees every record, so that nothing has to be asked record by record. */
  restricts(userId: string, object: ObjectType): boolean;
  /** Setup, "Sharing Settings". */
  setDefault(objectName: string, model: SharingModel): void;
};

/** As a new org has them (Salesforce Help, "Organization-Wide Sharing Defaults"); custom objects bring their own. */
const STANDARD: Readonly<Record<string, SharingModel>> = {
  Account: 'ReadWrite',
  Contact: 'ControlledByParent',
  Lead: 'ReadWrite',
  Opportunity: 'ReadWrite',
  Case: 'ReadWrite',
  Task: 'Private',
  Event: 'Private',
};

type Deps = { readonly schema: Schema; readonly database: Database; readonly permissions: Permissions };

const recordOf = ({ schema, database }: Deps, id: FieldValue | undefined): SharedRecord | undefined => {
  const object = typeof id === 'string' ? schema.byKeyPrefix(id.slice(0, 3)) : undefined;
  const row = object && typeof id === 'string' ? database.get(object.name, id) : undefined;
  return object && row && { object, row };
};

/** Queues and their members own together. */
const owns = ({ database }: Deps, userId: string, row: Row): boolean => {
  if (row['OwnerId'] === userId) return true;
  const members = database.findBy('GroupMember', 'GroupId', [row['OwnerId'] ?? null]);
  return members.some((member) => member['UserOrGroupId'] === userId && member['IsDeleted'] !== true);
};

/** What a record hangs on: a contact on its account, an activity on its person and on what it is about. */
const parentsOf = (object: ObjectType): readonly string[] =>
  object.name === 'Task' || object.name === 'Event' ? ['WhoId', 'WhatId'] : ['AccountId'];

/** Sharing in an org. Roles, sharing rules, teams and manual shares are not modelled. */
export const createSharing = (deps: Deps): Sharing => {
  const changed = new Map<string, SharingModel>();
  const modelOf = (object: ObjectType): SharingModel =>
    changed.get(object.name) ?? STANDARD[object.name] ?? object.sharingModel ?? 'ReadWrite';
  const byParent = (userId: string, { object, row }: SharedRecord, right: RecordRight): boolean =>
    parentsOf(object)
      .map((name) => recordOf(deps, row[name]))
      .some((parent) => parent !== undefined && may(userId, parent, right));
  const may = (userId: string, record: SharedRecord, right: RecordRight): boolean => {
    const { object, row } = record;
    const { permissions } = deps;
    if (!object.fields.has('ownerid')) return true;
    if (right === 'read' ? permissions.seesAll(userId, object) : permissions.changesAll(userId, object)) return true;
    if (owns(deps, userId, row)) return true;
    const model = modelOf(object);
    if (right === 'delete') return model === 'ControlledByParent' && byParent(userId, record, 'edit');
    if (model === 'ReadWrite' || (model === 'Read' && right === 'read')) return true;
    if (model === 'ControlledByParent') return byParent(userId, record, right);
    return object.name === 'Task' || object.name === 'Event' ? right === 'read' && byParent(userId, record, 'read') : false;
  };
  return {
    may,
    restricts: (userId, object) => {
      if (!object.fields.has('ownerid') || ['Read', 'ReadWrite'].includes(modelOf(object))) return false;
      return !deps.permissions.seesAll(userId, object);
    },
    setDefault: (objectName, model) => {
      changed.set(objectName, model);
    },
  };
};
