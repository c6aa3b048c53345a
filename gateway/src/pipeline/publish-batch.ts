import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { MAX_PUBLISH_EVENTS, type ActivityPublisher, type PublishResult } from './activity.ts';
import type { PipelineObserver } from './observer.ts';
import type { Outbox, OutboxItem } from './outbox.ts';
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
}

/**
 * Publishes the next batch and writes down what became of each activity; answers how many there were. Rejects, with the
 * outbox untouched, when nothing can be said of them. Dying in between publishes them again: the Task is upserted by key.
 */
export function publishBatch(deps: PublishBatchDeps) {
  const { outbox, publisher, clock, observer } = deps;
  return async (mayPublish: () => boolean): Promise<number> => {
    const batch = await outbox.nextBatch({ maxEvents: MAX_PUBLISH_EVENTS, maxBytes: MAX_PUBLISH_BYTES });
    if (batch.length === 0 || !mayPublish()) return 0;
    const startedAt = clock.now().getTime();
    const results = await publisher.publish(batch.map((item) => item.activity));
    const durationMs = clock.now().getTime() - startedAt;
    const events = await settle(deps, batch, results);
    observer.onPublished({ events, durationMs });
    return batch.length;
  };
}

type Refused = Extract<PublishResult, { outcome: 'refused' }>;

/** All in one turn, and so in one transaction. Answers how many were stored. */
async function settle(deps: PublishBatchDeps, batch: readonly OutboxItem[], results: readonly PublishResult[]): Promise<number> {
  const byKey = new Map(results.map((result) => [result.dedupeKey, result]));
  const stored = results.filter((result) => result.outcome === 'stored');
  const writes = [deps.outbox.markPublished(stored)];
  for (const item of batch) {
    const result = byKey.get(item.activity.dedupeKey) ?? unanswered(item);
    if (result.outcome === 'refused') writes.push(putAside(deps, item, result));
  }
  await Promise.all(writes);
  return stored.length;
}

const unanswered = ({ activity }: OutboxItem): Refused => ({
  dedupeKey: activity.dedupeKey,
  outcome: 'refused',
  reason: 'The event bus said nothing of it.',
  isTransient: true,
});

async function putAside({ outbox, retry, observer, log }: PublishBatchDeps, item: OutboxItem, refused: Refused): Promise<void> {
  const { kind, dedupeKey, conversationSid } = item.activity;
  const { reason } = refused;
  // The row keeps the whole reason; it may quote a text, so the log gets what stands before it.
  const fields = { dedupeKey, kind, conversationSid, attempts: item.attempts, reason: reason.split(':', 1)[0] };
  if (refused.isTransient) {
    const delayMs = retry({ attempts: item.attempts });
    await outbox.retryLater(dedupeKey, { delayMs, reason });
    log.warn({ ...fields, retryInMs: delayMs }, 'activity put off');
    observer.onRetry({ queue: 'outbox', kind, code: 'refused' });
    return;
  }
  await outbox.bury(dedupeKey, reason);
  log.error(fields, 'activity set aside as a dead letter');
  observer.onDead({ queue: 'outbox', kind });
}
