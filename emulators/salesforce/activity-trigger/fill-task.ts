import type { Database } from '../database/database.ts';
import { recordId } from '../schema/record-id.ts';
import type { ActivityEvent } from './activity-event.ts';
import type { ActivitySettings } from './activity-settings.ts';
import { activityTexts } from './activity-texts.ts';
import { chooseOwner } from './choose-owner.ts';
import { dayInTimeZone } from './day-in-time-zone.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import type { TaskDraft } from './task-draft.ts';

const REASON_LENGTH = 4000;

const copied = [
  'Conversation_Sid__c',
  'Index__c',
  'Direction__c',
  'Channel__c',
  'Customer_Address__c',
  'Business_Address__c',
  'Other_Matches__c',
] as const;

/** The org's first closed status; orgs rename them. */
const closedStatus = (database: Database): string => {
  const closed = database.rows('TaskStatus').filter((status) => status['IsClosed'] === true);
  const [first] = closed.sort((a, b) => Number(a['SortOrder']) - Number(b['SortOrder']));
  if (typeof first?.['ApiName'] !== 'string') throw new Error('List has no rows for assignment to SObject');
  return first['ApiName'];
};

const relate = (event: ActivityEvent, who: FoundPerson, draft: TaskDraft): void => {
  draft.put('WhoId', who.person?.id ?? null);
  // The platform refuses a Task that has both a Lead and a related record.
  if (!who.person?.isLead) draft.put('WhatId', recordId.parse(event.What_Id__c ?? '') ?? null);
  const reasons = [event.Routing_Reason__c, who.note].filter((reason) => reason !== null && reason.trim() !== '');
  draft.put('Frontline_Routing_Reason__c', reasons.join('\n').slice(0, REASON_LENGTH));
};

const subject = (event: ActivityEvent, draft: TaskDraft): string | null => {
  const isMissing = (event.Subject__c ?? '').trim() === '' && draft.get('Subject') === null;
  return isMissing ? activityTexts.messageSubject : event.Subject__c;
};

/**
 * Puts all that an event says on the Task, except the text and the moment, which belong to the message alone.
 * Throws UnrecordableError when nobody can own it; the draft is then as it was.
 */
export const fillTask =
  (deps: { readonly database: Database; readonly settings: ActivitySettings }) =>
  (event: ActivityEvent, draft: TaskDraft): void => {
    const who = findPerson(deps.database)(event.Who_Id__c);
    const candidates = { rep: event.Owner_Id__c, ofPerson: who.person?.ownerId ?? null, soFar: draft.get('OwnerId') };
    const owner = chooseOwner(deps.database)({ ...candidates, fallback: deps.settings.fallbackOwner });
    draft.put('OwnerId', owner.id);
    draft.put('ActivityDate', dayInTimeZone(event.Occurred_At__c ?? event.CreatedDate, owner.timeZone));
    if (draft.isNew) {
      // A subtype can only be set on insert, and a person may have given a stored Task another status.
      draft.put('TaskSubtype', 'Task');
      draft.put('Status', closedStatus(deps.database));
    }
    draft.put('Subject', subject(event, draft));
    relate(event, who, draft);
    for (const field of copied) draft.put(`Frontline_${field}`, event[field]);
  };
