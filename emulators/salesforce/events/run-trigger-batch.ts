import type { ObjectType } from '../schema/schema.ts';
import type { EventSubscriber, TriggerContext } from './event-subscriber.ts';
import { RetryableError } from './retryable-error.ts';
import type { StoredEvent } from './stored-event.ts';
import { triggerEvent } from './trigger-event.ts';

/** `resumeAfter` is the position after which the next batch starts; `uncaught` is what the trigger threw, if it did. */
export type BatchOutcome =
  | { readonly kind: 'retry'; readonly message: string }
  | { readonly kind: 'done'; readonly resumeAfter: number; readonly uncaught?: { readonly error: unknown } };

export type BatchDeps = {
  readonly object: ObjectType;
  readonly subscriber: EventSubscriber;
  /** Runs a batch in one transaction; undoes its writes when the work answers false. */
  readonly transaction: (work: () => boolean) => boolean;
};

export type Batch = {
  readonly events: readonly [StoredEvent, ...StoredEvent[]];
  readonly retries: number;
  readonly lastError: string | null;
};

/**
 * Runs a trigger once. A RetryableError undoes everything, whatever checkpoint was set; any other error keeps what a checkpoint vouches
 * for and gives the batch up where there is none (Platform Events Developer Guide, "Comparing setResumeCheckpoint() and
 * EventBus.RetryableException").
 */
export const runTriggerBatch =
  (deps: BatchDeps) =>
  (batch: Batch): BatchOutcome => {
    const [first, ...others] = batch.events;
    let checkpoint: number | undefined;
    let thrown: { error: unknown } | undefined;
    const context: TriggerContext = {
      retries: batch.retries,
      lastError: batch.lastError,
      setResumeCheckpoint: (replayId) => {
        const event = batch.events.find((each) => String(each.position) === replayId);
        if (!event) throw new Error(`The replay ID ${replayId} is not in this batch of events`);
        checkpoint = event.position;
      },
    };
    deps.transaction(() => {
      try {
        deps.subscriber.receive(batch.events.map(triggerEvent(deps.object)), context);
        return true;
      } catch (error) {
        thrown = { error };
        return checkpoint !== undefined && !(error instanceof RetryableError);
      }
    });
    if (thrown?.error instanceof RetryableError) return { kind: 'retry', message: thrown.error.message };
    const resumeAfter = checkpoint ?? (others.at(-1) ?? first).position;
    return thrown ? { kind: 'done', resumeAfter, uncaught: thrown } : { kind: 'done', resumeAfter };
  };
