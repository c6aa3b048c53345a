import type { MonotonicMs, Timers } from '../clock.ts';
import type { ActivityPublisher } from './activity.ts';
import { keepRenewed } from './keep-renewed.ts';
import type { Outbox, OutboxBatch } from './outbox.ts';
import { publishOutcomes, type PublishOutcomesDeps } from './publish-outcomes.ts';

export interface PublishBatchDeps extends PublishOutcomesDeps {
  readonly outbox: Outbox;
  readonly publisher: ActivityPublisher;
  readonly monotonicMs: MonotonicMs;
  readonly timers: Timers;
  readonly leaseMs: number;
}

export interface Published {
  /** The org lets us publish no more for now. */
  readonly isLimited: boolean;
}

/**
 * Publishes a claimed batch and writes down what became of each activity, renewing its leases meanwhile; of conversations that
 * passed to another publisher nothing is written. Rejects, with the batch given back, when nothing can be said of any activity.
 * Dying in between publishes them again: the Task is upserted by key.
 *
 * Of one conversation, what stands behind an event that was refused for now may have been stored by the same request: Twilio's
 * index, which each event carries, is what orders Tasks. No later request publishes anything behind it before it is done.
 */
export function publishBatch(deps: PublishBatchDeps) {
  const { outbox, publisher, monotonicMs, observer, timers, log, leaseMs } = deps;
  const judge = publishOutcomes(deps);
  const keep = keepRenewed({ timers, leaseMs });
  return async (batch: OutboxBatch): Promise<Published> => {
    const letGo = keep(async () => {
      const { lost } = await outbox.renew(batch, leaseMs);
      if (lost.length > 0) log.warn({ conversations: lost.length }, 'conversations passed to another publisher');
      return lost.length < batch.claims.length;
    });
    try {
      const startedAt = monotonicMs();
      const results = await publisher.publish(batch.items.map((item) => item.activity));
      const durationMs = monotonicMs() - startedAt;
      const { outcomes, isLimited, tell } = judge(batch.items, results);
      const { lost } = await outbox.settle(batch, outcomes);
      observer.onPublished({ events: tell(lost), durationMs });
      return { isLimited };
    } catch (error) {
      await outbox.release(batch).catch(() => undefined); // else its leases run out
      throw error;
    } finally {
      letGo();
    }
  };
}
