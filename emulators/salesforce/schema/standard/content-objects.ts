import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const onCreate = { updateable: false } as const;
const people = { objects: ['User'] };
const records = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Task', 'Event', 'User'];

/** A file, whatever its versions. It comes with its first version and is never inserted itself. */
const contentDocument = describeObject({
  name: 'ContentDocument',
  keyPrefix: '069',
  createable: false,
  searchable: false,
  fields: [
    k.text('Title', 255, { nillable: false, nameField: true }),
    k.lookup('OwnerId', people, { nillable: false }),
    k.lookup('LatestPublishedVersionId', { objects: ['ContentVersion'] }, k.readOnly),
    k.text('FileExtension', 40, k.readOnly),
    k.text('FileType', 20, k.readOnly),
    k.whole('ContentSize', k.readOnly),
  ],
});

const contentVersion = describeObject({
  name: 'ContentVersion',
  keyPrefix: '068',
  deletable: false,
  searchable: false,
  fields: [
    k.lookup('ContentDocumentId', { objects: ['ContentDocument'], children: 'ContentVersions' }, onCreate),
    k.text('Title', 255, { nillable: false, nameField: true }),
    k.longText('Description', 1_000),
    k.text('PathOnClient', 500, { ...onCreate, nillable: false }),
    k.bytes('VersionData', onCreate),
    k.lookup('FirstPublishLocationId', { objects: records }, onCreate),
    k.lookup('OwnerId', people, { nillable: false }),
    k.longText('ReasonForChange', 1_000),
    k.choice('Origin', ['C', 'H'], { ...onCreate, restrictedPicklist: true, defaultValue: 'C' }),
    k.choice('ContentLocation', ['S', 'E', 'L'], { ...onCreate, restrictedPicklist: true, defaultValue: 'S' }),
    k.text('VersionNumber', 20, k.readOnly),
    k.flag('IsLatest', k.readOnly),
    k.text('FileExtension', 40, k.readOnly),
    k.text('FileType', 20, k.readOnly),
    k.whole('ContentSize', k.readOnly),
    k.text('Checksum', 50, k.readOnly),
  ],
});

const contentDocumentLink = describeObject({
  name: 'ContentDocumentLink',
  keyPrefix: '06A',
  searchable: false,
  fields: [
    k.lookup('ContentDocumentId', { objects: ['ContentDocument'], children: 'ContentDocumentLinks' }, { ...onCreate, nillable: false }),
    k.lookup('LinkedEntityId', { objects: records, children: 'ContentDocumentLinks' }, { ...onCreate, nillable: false }),
    k.choice('ShareType', ['V', 'C', 'I'], { nillable: false, restrictedPicklist: true }),
    k.choice('Visibility', ['AllUsers', 'InternalUsers', 'SharedUsers'], { restrictedPicklist: true, defaultValue: 'AllUsers' }),
  ],
});

/** Salesforce Files (Object Reference, "ContentVersion", "ContentDocument", "ContentDocumentLink"). */
export const contentObjects = [contentDocument, contentVersion, contentDocumentLink];
