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

const staticResource = describeObject({
  name: 'StaticResource',
  keyPrefix: '081',
  ...readable,
  fields: [
    k.text('Name', 255, { nameField: true }),
    k.text('ContentType', 120),
    k.longText('Description', 4000),
    k.whole('BodyLength'),
    k.bytes('Body'),
  ],
});

const apexClass = describeObject({
  name: 'ApexClass',
  keyPrefix: '01p',
  labelPlural: 'Apex Classes',
  ...readable,
  fields: [k.text('Name', 255, { nameField: true }), k.text('NamespacePrefix', 15)],
});

/** Object Reference, "AsyncApexJob": one row for each queueable, batch, future or scheduled job. */
const asyncApexJob = describeObject({
  name: 'AsyncApexJob',
  keyPrefix: '707',
  ...readable,
  fields: [
    k.choice('JobType', ['BatchApex', 'BatchApexWorker', 'Future', 'Queueable', 'ScheduledApex', 'TestRequest']),
    k.lookup('ApexClassId', { objects: ['ApexClass'] }),
    k.choice('Status', ['Queued', 'Preparing', 'Processing', 'Completed', 'Failed', 'Aborted', 'Holding']),
    k.whole('JobItemsProcessed'),
    k.whole('TotalJobItems'),
    k.whole('NumberOfErrors'),
    k.moment('CompletedDate'),
    k.text('MethodName', 255),
    k.text('ExtendedStatus', 255),
  ],
});

const cronJobDetail = describeObject({
  name: 'CronJobDetail',
  keyPrefix: '08a',
  ...readable,
  fields: [k.text('Name', 255, { nameField: true }), k.text('JobType', 40)],
});

const cronTrigger = describeObject({
  name: 'CronTrigger',
  keyPrefix: '08e',
  ...readable,
  fields: [
    k.lookup('CronJobDetailId', { objects: ['CronJobDetail'] }),
    k.text('CronExpression', 255),
    k.moment('NextFireTime'),
    k.moment('PreviousFireTime'),
    k.text('State', 40),
    k.whole('TimesTriggered'),
  ],
});

/** What the org says of itself. */
export const platformObjects = [
  organization,
  eventBusSubscriber,
  recordType,
  staticResource,
  apexClass,
  asyncApexJob,
  cronJobDetail,
  cronTrigger,
];
