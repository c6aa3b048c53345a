import { automatedProcessUserId } from '../automated-process-user.ts';
import type { Database, Row } from '../database/database.ts';
import type { Field, ObjectType } from '../schema/schema.ts';

export type ObjectPermission = 'create' | 'read' | 'edit' | 'delete';

/** What users may do with objects and fields, by profile and permission sets; nothing of single records. */
export type Permissions = {
  mayObject(userId: string, object: ObjectType, permission: ObjectPermission): boolean;
  mayField(userId: string, target: { object: ObjectType; field: Field }, permission: 'read' | 'edit'): boolean;
  /** "View All" and "Modify All" of the object, or of all data. */
  seesAll(userId: string, object: ObjectType): boolean;
  changesAll(userId: string, object: ObjectType): boolean;
};

const COLUMN = { create: 'PermissionsCreate', read: 'PermissionsRead', edit: 'PermissionsEdit', delete: 'PermissionsDelete' } as const;

/** What the profile Standard User may create, read, edit and delete (Salesforce Help, "Standard Profiles"). */
const STANDARD_USER_OBJECTS = ['Account', 'Contact', 'Lead', 'Opportunity', 'Task', 'Event', 'Case'];

/** Objects whose reading no profile withholds: who works here, and how the org is set up. */
const READABLE_BY_ALL = ['User', 'Profile', 'Group', 'GroupMember', 'Organization', 'RecordType', 'TaskStatus', 'LeadStatus'];

/** Fields without field-level security: those that every record needs or has from the system. */
const hasNoSecurity = (field: Field): boolean =>
  field.nameField || field.name === 'OwnerId' || (!field.nillable && field.type !== 'boolean') || ['Id', 'IsDeleted'].includes(field.name);

class UserPermissions {
  readonly #database: Database;
  readonly #profile: Row | undefined;
  readonly #sets: readonly string[];

  constructor(database: Database, userId: string) {
    this.#database = database;
    this.#profile = database.get('Profile', String(database.get('User', userId)?.['ProfileId'] ?? ''));
    const assigned = database.findBy('PermissionSetAssignment', 'AssigneeId', [userId]).filter((row) => row['IsDeleted'] !== true);
    this.#sets = assigned.map((row) => String(row['PermissionSetId']));
  }

  get isAdmin(): boolean {
    return this.#profile?.['PermissionsModifyAllData'] === true;
  }

  get isStandard(): boolean {
    return this.#profile?.['Name'] === 'Standard User';
  }

  object(object: ObjectType, column: string): boolean {
    return this.#rows('ObjectPermissions').some((row) => row['SobjectType'] === object.name && row[column] === true);
  }

  field(object: ObjectType, field: Field, column: string): boolean {
    const named = [object.name, 'Activity'].map((name) => `${name}.${field.name}`);
    return this.#rows('FieldPermissions').some((row) => named.includes(String(row['Field'])) && row[column] === true);
  }

  #rows(objectName: string): readonly Row[] {
    return this.#sets.length === 0
      ? []
      : this.#database.findBy(objectName, 'ParentId', this.#sets).filter((row) => row['IsDeleted'] !== true);
  }
}

/**
 * The permissions of an org. Whoever may modify all data may do everything with every object, yet sees a custom field only where a
 * permission set shows it: deployments give no profile access to new fields (Metadata API Developer Guide, "Profile").
 */
export const createPermissions = (database: Database): Permissions => {
  const of = (userId: string) => new UserPermissions(database, userId);
  const mayObject: Permissions['mayObject'] = (userId, object, permission) => {
    if (object.kind === 'metadata') return permission === 'read';
    if (userId === automatedProcessUserId) return true;
    const user = of(userId);
    if (user.isAdmin || (user.isStandard && STANDARD_USER_OBJECTS.includes(object.name))) return true;
    if (permission === 'read' && READABLE_BY_ALL.includes(object.name)) return true;
    return user.object(object, COLUMN[permission]);
  };
  return {
    mayObject,
    mayField: (userId, { object, field }, permission) => {
      if (!mayObject(userId, object, 'read')) return false;
      if (hasNoSecurity(field) || object.kind !== 'record') return true;
      const user = of(userId);
      if (!field.custom && (user.isAdmin || user.isStandard)) return true;
      return user.field(object, field, permission === 'read' ? 'PermissionsRead' : 'PermissionsEdit');
    },
    seesAll: (userId, object) => {
      const user = of(userId);
      return user.isAdmin || user.object(object, 'PermissionsViewAllRecords') || user.object(object, 'PermissionsModifyAllRecords');
    },
    changesAll: (userId, object) => {
      const user = of(userId);
      return user.isAdmin || user.object(object, 'PermissionsModifyAllRecords');
    },
  };
};
