import type { Database } from '../database/database.ts';
import type { EventSubscriber } from '../events/event-subscriber.ts';
import { activityEvent, type ActivityEvent } from './activity-event.ts';
import { type ActivityFailures, createActivityFailures } from './activity-failures.ts';
import { activitySettings, type ActivitySettings } from './activity-settings.ts';
import { activityTexts } from './activity-texts.ts';
import { fillTask } from './fill-task.ts';
import { keyFate } from './key-fate.ts';
import { mergeEvent, type MergeDeps } from './merge-event.ts';
import { recordBatch } from './record-batch.ts';
import { TaskDraft } from './task-draft.ts';
import { UnrecordableError } from './unrecordable-error.ts';
import { writeTasks } from './write-tasks.ts';

const kinds = new Set(['message', 'status', 'edit', 'delete', 'consent', 'note']);

type Keyed = ActivityEvent & { readonly Key__c: string };

const refusal = (event: ActivityEvent): string | undefined => {
  if (event.Key__c === null || event.Key__c.trim() === '') return activityTexts.eventWithoutKey;
  return kinds.has(event.Kind__c ?? '') ? undefined : activityTexts.unknownKind(event.Kind__c ?? 'null');
};

const accept = (events: readonly ActivityEvent[], failures: ActivityFailures): Keyed[] =>
  events.flatMap((event) => {
    const reason = refusal(event);
    if (reason === undefined && event.Key__c !== null) return [{ ...event, Key__c: event.Key__c }];
    failures.add(event, reason ?? activityTexts.eventWithoutKey);
    return [];
  });

/** One draft per key, over the live Task where there is one. */
const draftFor =
  (database: Database, drafts: Map<string, TaskDraft>) =>
  (key: string): TaskDraft => {
    const known = drafts.get(key);
    if (known) return known;
    const stored = database.findBy('Task', 'Frontline_Key__c', [key]).find((row) => row['IsDeleted'] !== true);
    const draft = new TaskDraft(key, stored);
    drafts.set(key, draft);
    return draft;
  };

const draw = (deps: MergeDeps & { draftOf: (key: string) => TaskDraft; failures: ActivityFailures }, events: readonly Keyed[]): void => {
  const merge = mergeEvent(deps);
  for (const event of events) {
    const draft = deps.draftOf(event.Key__c);
    try {
      merge(event, draft);
      draft.events.push(event);
    } catch (error) {
      if (!(error instanceof UnrecordableError)) throw error;
      deps.failures.add(event, error.message);
    }
  }
};

const isGone = (database: Database) => {
  const fateOf = keyFate(database);
  return (key: string): boolean => ['deleted', 'erased'].includes(fateOf(key) ?? '');
};

type SliceDeps = { readonly database: Database; readonly settings: ActivitySettings; readonly retries: number };

const recordSlice =
  ({ database, settings, retries }: SliceDeps) =>
  (events: readonly ActivityEvent[]): void => {
    const failures = createActivityFailures({ database, settings });
    const drafts = new Map<string, TaskDraft>();
    const gone = isGone(database);
    const accepted = accept(events, failures).filter((event) => !gone(event.Key__c));
    draw({ settings, failures, fill: fillTask({ database, settings }), draftOf: draftFor(database, drafts) }, accepted);
    writeTasks({ database, failures, retries })(drafts.values());
    failures.save();
  };

const keepSlice =
  (deps: { readonly database: Database; readonly settings: ActivitySettings }) =>
  (events: readonly ActivityEvent[], reason: string): void => {
    const failures = createActivityFailures(deps);
    for (const event of events) failures.add(event, reason);
    failures.save();
  };

/**
 * What the package's Apex trigger does with Frontline_Activity__e: one Task per key, partial success, and a Frontline_Failure__c for each
 * event that became none; nothing for a key whose Task was deleted. It stands in for the Apex itself (force-app/main/activity) behind the
 * EventSubscriber interface.
 */
export const createActivityTrigger = (database: Database): EventSubscriber => ({
  name: 'FrontlineActivityTrigger',
  topic: 'Frontline_Activity__e',
  receive: (events, context) => {
    const settings = activitySettings(database);
    if (!settings.recordingActive) return;
    recordBatch<ActivityEvent>({
      retries: context.retries,
      resumeAfter: (event) => {
        context.setResumeCheckpoint(event.ReplayId);
      },
      transaction: (work) => database.transaction(work),
      record: recordSlice({ database, settings, retries: context.retries }),
      keep: keepSlice({ database, settings }),
    })(events.map((event) => activityEvent.parse(event)));
  },
});
