import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const setup = { searchable: false, deletable: false } as const;

const user = describeObject({
  name: 'User',
  keyPrefix: '005',
  deletable: false,
  fields: [
    k.text('Username', 80, { ...k.required, unique: true, idLookup: true }),
    k.text('LastName', 80, k.required),
    k.text('FirstName', 40),
    k.text('Name', 121, { ...k.readOnly, nillable: false, nameField: true }),
    k.text('CompanyName', 80),
    k.text('Division', 80),
    k.text('Department', 80),
    k.text('Title', 80),
    k.email('Email', { length: 128, nillable: false, idLookup: true }),
    k.phone('Phone'),
    k.phone('MobilePhone'),
    k.text('Alias', 8, k.required),
    k.text('CommunityNickname', 40),
    k.flag('IsActive', { defaultValue: true }),
    k.text('TimeZoneSidKey', 40, k.required),
    k.text('LocaleSidKey', 40, k.required),
    k.text('LanguageLocaleKey', 40, k.required),
    k.text('EmailEncodingKey', 40, k.required),
    k.lookup('ProfileId', { objects: ['Profile'], children: 'Users' }, k.required),
    k.choice('UserType', ['Standard', 'AutomatedProcess'], { ...k.readOnly, nillable: false, defaultValue: 'Standard' }),
    k.text('FederationIdentifier', 512, { unique: true, caseSensitive: true }),
    k.lookup('ManagerId', { objects: ['User'] }),
  ],
});

const profile = describeObject({
  name: 'Profile',
  keyPrefix: '00e',
  ...setup,
  fields: [
    k.text('Name', 255, { ...k.required, nameField: true }),
    k.choice('UserType', ['Standard'], { defaultValue: 'Standard' }),
    k.lookup('UserLicenseId', { objects: ['UserLicense'] }, k.readOnly),
    k.flag('PermissionsModifyAllData', k.readOnly),
    k.flag('PermissionsViewAllData', k.readOnly),
  ],
});

const permissionSet = describeObject({
  name: 'PermissionSet',
  keyPrefix: '0PS',
  ...setup,
  fields: [
    k.text('Name', 80, { ...k.required, nameField: true }),
    k.text('Label', 80, k.required),
    k.longText('Description', 255),
    k.flag('IsCustom', { ...k.readOnly, defaultValue: true }),
    k.flag('IsOwnedByProfile', k.readOnly),
    k.lookup('ProfileId', { objects: ['Profile'] }, k.readOnly),
  ],
});

const userLicense = describeObject({
  name: 'UserLicense',
  keyPrefix: '100',
  ...setup,
  createable: false,
  updateable: false,
  fields: [k.text('Name', 40, { nameField: true }), k.text('MasterLabel', 40), k.text('LicenseDefinitionKey', 40)],
});

const parentSet = k.lookup('ParentId', { objects: ['PermissionSet'] }, k.required);

const objectPermissions = describeObject({
  name: 'ObjectPermissions',
  keyPrefix: '110',
  ...setup,
  deletable: true,
  fields: [
    { ...parentSet, childRelationshipName: 'ObjectPerms' },
    k.text('SobjectType', 40, k.required),
    k.flag('PermissionsRead'),
    k.flag('PermissionsCreate'),
    k.flag('PermissionsEdit'),
    k.flag('PermissionsDelete'),
    k.flag('PermissionsViewAllRecords'),
    k.flag('PermissionsModifyAllRecords'),
  ],
});

const fieldPermissions = describeObject({
  name: 'FieldPermissions',
  keyPrefix: '01k',
  ...setup,
  deletable: true,
  fields: [
    { ...parentSet, childRelationshipName: 'FieldPerms' },
    k.text('SobjectType', 40, k.required),
    k.text('Field', 120, k.required),
    k.flag('PermissionsRead'),
    k.flag('PermissionsEdit'),
  ],
});

/** What one user may do with one record; rows are worked out when asked for, never stored (Object Reference, "UserRecordAccess"). */
const userRecordAccess = describeObject({
  name: 'UserRecordAccess',
  keyPrefix: '',
  ...setup,
  createable: false,
  updateable: false,
  fields: [
    k.lookup('UserId', { objects: ['User'] }),
    k.lookup('RecordId', { objects: [] }, { relationshipName: null }),
    k.flag('HasReadAccess'),
    k.flag('HasEditAccess'),
    k.flag('HasDeleteAccess'),
    k.flag('HasTransferAccess'),
    k.flag('HasAllAccess'),
  ],
});

const permissionSetAssignment = describeObject({
  name: 'PermissionSetAssignment',
  keyPrefix: '0Pa',
  ...setup,
  deletable: true,
  fields: [
    k.lookup('PermissionSetId', { objects: ['PermissionSet'], children: 'Assignments' }, k.required),
    k.lookup('AssigneeId', { objects: ['User'], children: 'PermissionSetAssignments' }, k.required),
    k.flag('IsActive', k.readOnly),
  ],
});

const group = describeObject({
  name: 'Group',
  keyPrefix: '00G',
  searchable: false,
  fields: [
    k.text('Name', 40, { ...k.required, nameField: true }),
    k.text('DeveloperName', 80),
    k.choice('Type', ['Regular', 'Queue', 'Organization'], { nillable: false, defaultValue: 'Regular' }),
    k.email('Email', { length: 255 }),
  ],
});

const groupMember = describeObject({
  name: 'GroupMember',
  keyPrefix: '011',
  searchable: false,
  fields: [
    k.lookup('GroupId', { objects: ['Group'], children: 'GroupMembers' }, k.required),
    k.lookup('UserOrGroupId', { objects: ['User', 'Group'] }, { ...k.required, relationshipName: null }),
  ],
});

/** Users, what they may do and the queues they sit in (Object Reference for the Salesforce Platform, API 65.0). */
export const userObjects = [
  user,
  profile,
  userLicense,
  permissionSet,
  objectPermissions,
  fieldPermissions,
  permissionSetAssignment,
  userRecordAccess,
  group,
  groupMember,
];
