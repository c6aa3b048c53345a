import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const readable = { createable: false, updateable: false, deletable: false, searchable: false } as const;

const organization = describeObject({
  name: 'Organization',
  keyPrefix: '00D',
  ...readable,
  fields: [
    k.text('Name', 80, { nillable: false, nameField: true }),
    k.text('OrganizationType', 40),
    k.text('InstanceName', 5),
    k.flag('IsSandbox'),
    k.text('DefaultLocaleSidKey', 40),
    k.text('LanguageLocaleKey', 40),
    k.text('TimeZoneSidKey', 40),
    k.text('NamespacePrefix', 15),
  ],
});

/** Object Reference, "EventBusSubscriber": one row a trigger or flow that is subscribed to an event. */
const eventBusSubscriber = describeObject({
  name: 'EventBusSubscriber',
  keyPrefix: '0OA',
  ...readable,
  fields: [
    k.text('ExternalId', 18),
    k.text('Name', 128, { nameField: true }),
    k.text('Topic', 255),
    k.choice('Type', ['ApexTrigger', 'Flow']),
    k.choice('Status', ['Running', 'Error', 'Suspended', 'Expired']),
    k.whole('Retries'),
    k.text('LastError', 255),
    k.whole('Position'),
    k.whole('Tip'),
    k.text('LastProcessed', 255),
    k.text('LastPublished', 255),
    k.flag('IsPartitioned'),
  ],
});

const recordType = describeObject({
  name: 'RecordType',
  keyPrefix: '012',
  ...readable,
  fields: [k.text('Name', 80, { nameField: true }), k.text('DeveloperName', 80), k.text('SobjectType', 40), k.flag('IsActive')],
});

/** What the org says of itself. */
export const platformObjects = [organization, eventBusSubscriber, recordType];
