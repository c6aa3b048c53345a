import { describe, expect, it } from '@jest/globals';
import { activityEvent } from './activity-event.ts';
import { mergeEvent } from './merge-event.ts';
import { TaskDraft } from './task-draft.ts';

const settings = { recordingActive: true, storesMessageBodies: true, fallbackOwner: null };
const message = { ReplayId: '1', CreatedDate: '2026-03-01T09:30:00.000+0000', Key__c: 'IM1', Kind__c: 'message' };

describe('mergeEvent', () => {
  const merge = (fields: object): TaskDraft => {
    const draft = new TaskDraft('IM1', undefined);
    mergeEvent({ settings, fill: () => undefined })(activityEvent.parse({ ...message, ...fields }), draft);
    return draft;
  };

  it('cuts a text to what a Description holds', () => {
    expect(merge({ Body__c: 'x'.repeat(32_001) }).text('Description')).toBe('x'.repeat(32_000));
  });

  it('dates a message by when it was published if it does not say when it happened', () => {
    expect(merge({}).get('Frontline_Occurred_At__c')).toBe(message.CreatedDate);
    expect(merge({ Occurred_At__c: '2026-02-01T00:00:00.000+0000' }).get('Frontline_Occurred_At__c')).toBe('2026-02-01T00:00:00.000+0000');
  });
});
