import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const who = { objects: ['Contact', 'Lead'] };
const what = { objects: ['Account', 'Opportunity', 'Case'] };
const owner = { objects: ['Group', 'User'] };

/** Task is found by SOSL only through its Subject and Comments. */
const task = describeObject({
  name: 'Task',
  keyPrefix: '00T',
  fields: [
    k.lookup('WhoId', { ...who, children: 'Tasks' }),
    k.lookup('WhatId', { ...what, children: 'Tasks' }),
    k.text('Subject', 255, { nameField: true }),
    k.date('ActivityDate'),
    k.choice('Status', [], { nillable: false }),
    k.choice('Priority', ['High', 'Normal', 'Low'], { nillable: false, defaultValue: 'Normal' }),
    k.flag('IsHighPriority', k.readOnly),
    k.lookup('OwnerId', owner, { nillable: false }),
    k.longText('Description', 32_000),
    k.choice('Type', ['Call', 'Email', 'Meeting', 'Other']),
    k.lookup('AccountId', { objects: ['Account'] }, k.readOnly),
    k.flag('IsClosed', k.readOnly),
    k.flag('IsArchived', k.readOnly),
    k.choice('TaskSubtype', ['Task', 'Email', 'ListEmail', 'Cadence', 'Call', 'LinkedIn'], {
      restrictedPicklist: true,
      updateable: false,
      defaultValue: 'Task',
    }),
    k.whole('CallDurationInSeconds'),
    k.choice('CallType', ['Internal', 'Inbound', 'Outbound'], { restrictedPicklist: true }),
    k.text('CallDisposition', 255),
    k.text('CallObject', 255),
    k.moment('ReminderDateTime'),
    k.flag('IsReminderSet'),
    k.moment('CompletedDateTime', k.readOnly),
  ],
});

const event = describeObject({
  name: 'Event',
  keyPrefix: '00U',
  fields: [
    k.lookup('WhoId', { ...who, children: 'Events' }),
    k.lookup('WhatId', { ...what, children: 'Events' }),
    k.text('Subject', 255, { nameField: true }),
    k.text('Location', 255),
    k.flag('IsAllDayEvent'),
    k.moment('ActivityDateTime'),
    k.date('ActivityDate'),
    k.whole('DurationInMinutes'),
    k.moment('StartDateTime'),
    k.moment('EndDateTime'),
    k.longText('Description', 32_000),
    k.lookup('OwnerId', owner, { nillable: false }),
  ],
});

const taskStatus = describeObject({
  name: 'TaskStatus',
  keyPrefix: '01T',
  createable: false,
  updateable: false,
  deletable: false,
  searchable: false,
  fields: [
    k.text('MasterLabel', 255, { nillable: false, nameField: true }),
    k.text('ApiName', 255, { nillable: false }),
    k.whole('SortOrder'),
    k.flag('IsDefault'),
    k.flag('IsClosed'),
  ],
});

/** Tasks and events, and the statuses of tasks, which every org may rename (Object Reference, API 65.0). */
export const activityObjects = [task, event, taskStatus];
