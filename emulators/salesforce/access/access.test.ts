import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Fields, Row } from '../database/database.ts';
import { createOrg, type Org } from '../org.ts';
import type { Field, ObjectType } from '../schema/schema.ts';

describe('who may do what', () => {
  let org: Org;
  const idOf = (objectName: string, name: string): string => String(org.database.findBy(objectName, 'Name', [name])[0]?.['Id']);
  const insert = (objectName: string, fields: Fields): string => {
    const { id, errors } = org.database.insert(objectName, fields);
    if (id === null) throw new Error(JSON.stringify(errors));
    return id;
  };
  const user = (name: string, profile: string): string =>
    insert('User', {
      ...{ Username: `${name}@northwind.example`, LastName: name, Email: `${name}@northwind.example`, Alias: name },
      ...{ TimeZoneSidKey: 'UTC', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
      ProfileId: idOf('Profile', profile),
    });
  const grant = (userId: string, set: string) =>
    insert('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: idOf('PermissionSet', set) });
  const object = (name: string): ObjectType => {
    const found = org.schema.find(name);
    if (!found) throw new Error(`no object ${name}`);
    return found;
  };
  const fieldOf = (name: string, field: string): Field => {
    const found = object(name).fields.get(field.toLowerCase());
    if (!found) throw new Error(`no field ${field}`);
    return found;
  };
  const mayRead = (userId: string, name: string, field: string) =>
    org.permissions.mayField(userId, { object: object(name), field: fieldOf(name, field) }, 'read');
  const may = (userId: string, name: string, id: string, right: 'read' | 'edit' | 'delete') =>
    org.sharing.may(userId, { object: object(name), row: org.database.get(name, id) as Row }, right);

  let ana: string;
  let ben: string;
  let admin: string;
  beforeEach(() => {
    org = createOrg();
    ana = user('ana', 'Standard User');
    ben = user('ben', 'Standard User');
    admin = user('admin', 'System Administrator');
  });

  it('is told by the profile for the objects of sales, and by permission sets for the package’s', () => {
    expect(org.permissions.mayObject(ana, object('Contact'), 'delete')).toBe(true);
    expect(org.permissions.mayObject(ana, object('Frontline_Failure__c'), 'read')).toBe(false);
    expect(org.permissions.mayObject(admin, object('Frontline_Failure__c'), 'edit')).toBe(true);
    grant(ana, 'Frontline_Rep');
    expect(org.permissions.mayObject(ana, object('Frontline_Consent__c'), 'read')).toBe(true);
    expect(org.permissions.mayObject(ana, object('Frontline_Consent__c'), 'edit')).toBe(false);
  });

  it('shows a deployed field to nobody without a permission set, admins included', () => {
    expect([mayRead(ana, 'Task', 'Subject'), mayRead(ana, 'Task', 'Frontline_Key__c'), mayRead(admin, 'Task', 'Frontline_Key__c')]).toEqual(
      [true, false, false],
    );
    grant(ana, 'Frontline_Rep');
    expect(mayRead(ana, 'Task', 'Frontline_Key__c')).toBe(true);
  });

  it('lets everybody see an account, and a contact without one only its owner', () => {
    const account = insert('Account', { Name: 'Quist', OwnerId: ana });
    const shared = insert('Contact', { LastName: 'Shared', AccountId: account, OwnerId: ana });
    const own = insert('Contact', { LastName: 'Own', OwnerId: ana });
    expect([may(ben, 'Contact', shared, 'edit'), may(ben, 'Contact', own, 'read'), may(admin, 'Contact', own, 'delete')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('lets a task be read by whoever sees its person, and changed by its owner', () => {
    const account = insert('Account', { Name: 'Quist', OwnerId: ana });
    const contact = insert('Contact', { LastName: 'Shared', AccountId: account, OwnerId: ana });
    const task = insert('Task', { WhoId: contact, OwnerId: ana });
    expect([may(ben, 'Task', task, 'read'), may(ben, 'Task', task, 'edit'), may(ana, 'Task', task, 'delete')]).toEqual([true, false, true]);
    org.sharing.setDefault('Account', 'Private');
    expect(may(ben, 'Task', task, 'read')).toBe(false);
  });
});
