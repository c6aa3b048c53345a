import type { ActivityEvent } from './activity-event.ts';
import type { ActivitySettings } from './activity-settings.ts';
import { activityTexts } from './activity-texts.ts';
import { isForward } from './delivery-status.ts';
import type { TaskDraft } from './task-draft.ts';

/** A Task's Description holds this many characters. */
const DESCRIPTION_LENGTH = 32_000;

export type MergeDeps = {
  readonly settings: ActivitySettings;
  readonly fill: (event: ActivityEvent, draft: TaskDraft) => void;
};

const body = (event: ActivityEvent, settings: ActivitySettings): string | null =>
  settings.storesMessageBodies ? (event.Body__c?.slice(0, DESCRIPTION_LENGTH) ?? null) : null;

const complete = (event: ActivityEvent, draft: TaskDraft, settings: ActivitySettings): void => {
  draft.put('Frontline_Occurred_At__c', event.Occurred_At__c ?? event.CreatedDate);
  // An edit or a delete that came before its message has the last word on the text.
  if (!draft.text('Description')) draft.put('Description', body(event, settings));
};

const edit = (event: ActivityEvent, draft: TaskDraft, settings: ActivitySettings): void => {
  if (draft.text('Description') === activityTexts.messageDeleted) return;
  draft.put('Subject', event.Subject__c);
  draft.put('Description', body(event, settings));
};

const advance = (event: ActivityEvent, draft: TaskDraft): void => {
  if (!isForward(draft.text('Frontline_Delivery_Status__c'), event.Delivery_Status__c)) return;
  draft.put('Frontline_Delivery_Status__c', event.Delivery_Status__c);
  draft.put('Frontline_Delivery_Error__c', event.Delivery_Error__c);
};

/**
 * What an event does to a Task. A message fills it once; edits and deletes change its text; a delivery status, which any event may carry,
 * moves forward. Whichever comes first begins a shell, which the message fills.
 */
export const mergeEvent =
  ({ settings, fill }: MergeDeps) =>
  (event: ActivityEvent, draft: TaskDraft): void => {
    const wasRecorded = draft.isRecorded;
    if (!wasRecorded) fill(event, draft);
    if (event.Kind__c === 'edit') edit(event, draft, settings);
    else if (event.Kind__c === 'delete') {
      draft.put('Subject', event.Subject__c);
      draft.put('Description', activityTexts.messageDeleted);
    } else if (event.Kind__c !== 'status' && !wasRecorded) complete(event, draft, settings);
    advance(event, draft);
  };
