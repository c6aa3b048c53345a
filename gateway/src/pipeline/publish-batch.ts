import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { MAX_PUBLISH_EVENTS, type ActivityPublisher, type PublishResult } from './activity.ts';
import type { PipelineObserver } from './observer.ts';
import type { Outbox, OutboxBatch, OutboxItem, PublishOutcome } from './outbox.ts';
import type { RetryDelay } from './retry-delay.ts';

/** Pub/Sub API allocations recommend at most 3 MB a publish request; Avro takes less than the JSON that is counted. */
const MAX_PUBLISH_BYTES = 3_000_000;

export interface PublishBatchDeps {
  readonly outbox: Outbox;
  readonly publisher: ActivityPublisher;
  readonly retry: RetryDelay;
  readonly clock: Clock;
  readonly observer: PipelineObserver;
  readonly log: Log;
  readonly leaseMs: number;
}

/**
 * Publishes the next batch and writes down what became of each activity; answers how many there were. Rejects, with the
 * batch given back, when nothing can be said of them. Dying in between publishes them again: the Task is upserted by key.
 */
export function publishBatch(deps: PublishBatchDeps) {
  const { outbox, publisher, clock, observer, leaseMs } = deps;
  return async (mayPublish: () => boolean): Promise<number> => {
    const batch = await outbox.claimBatch({ maxEvents: MAX_PUBLISH_EVENTS, maxBytes: MAX_PUBLISH_BYTES, leaseMs });
    if (batch.items.length === 0) return 0;
    try {
      if (!mayPublish()) {
        await outbox.release(batch);
        return 0;
      }
      const startedAt = clock.now().getTime();
      const results = await publisher.publish(batch.items.map((item) => item.activity));
      const durationMs = clock.now().getTime() - startedAt;
      const events = await settle(deps, batch, results);
      observer.onPublished({ events, durationMs });
      return batch.items.length;
    } catch (error) {
      await outbox.release(batch).catch(() => undefined); // else its leases run out
      throw error;
    }
  };
}

type Refused = Extract<PublishResult, { outcome: 'refused' }>;

/** Answers how many were stored. */
async function settle(deps: PublishBatchDeps, batch: OutboxBatch, results: readonly PublishResult[]): Promise<number> {
  const byKey = new Map(results.map((result) => [result.dedupeKey, result]));
  const tell: (() => void)[] = [];
  let stored = 0;
  const outcomes = batch.items.map((item): PublishOutcome => {
    const { dedupeKey } = item.activity;
    const result = byKey.get(dedupeKey) ?? unanswered(item);
    if (result.outcome === 'refused') return putAside(deps, { item, refused: result, tell });
    stored += 1;
    return { dedupeKey, outcome: 'published', replayId: result.replayId };
  });
  await deps.outbox.settle(batch, outcomes);
  for (const telling of tell) telling();
  return stored;
}

const unanswered = ({ activity }: OutboxItem): Refused => ({
  dedupeKey: activity.dedupeKey,
  outcome: 'refused',
  reason: 'The event bus said nothing of it.',
  isTransient: true,
});

interface PutAside {
  readonly item: OutboxItem;
  readonly refused: Refused;
  /** What to log and count once it was written. */
  readonly tell: (() => void)[];
}

function putAside({ retry, observer, log }: PublishBatchDeps, { item, refused, tell }: PutAside): PublishOutcome {
  const { kind, dedupeKey, conversationSid } = item.activity;
  const { reason } = refused;
  // The row keeps the whole reason; it may quote a text, so the log gets what stands before it.
  const fields = { dedupeKey, kind, conversationSid, attempts: item.attempts, reason: reason.split(':', 1)[0] };
  if (refused.isTransient) {
    const delayMs = retry({ attempts: item.attempts });
    tell.push(() => {
      log.warn({ ...fields, retryInMs: delayMs }, 'activity put off');
      observer.onRetry({ queue: 'outbox', kind, code: 'refused' });
    });
    return { dedupeKey, outcome: 'retry', delayMs, reason };
  }
  tell.push(() => {
    log.error(fields, 'activity set aside as a dead letter');
    observer.onDead({ queue: 'outbox', kind });
  });
  return { dedupeKey, outcome: 'dead', reason };
}
