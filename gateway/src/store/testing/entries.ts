import type { Activity } from '../../pipeline/activity.ts';
import type { InboxEntry } from '../../pipeline/inbox.ts';
import type { BatchLimits, OutboxItem, PublishOutcome } from '../../pipeline/outbox.ts';
import type { ClaimedEntry, LaneClaim } from '../../pipeline/work-queue.ts';
import type { Store } from '../open-store.ts';

export const LEASE_MS = 30_000;
export const NO_LIMITS = { maxEvents: 200, maxBytes: 3_000_000 };

export function entry(change: Partial<InboxEntry> = {}): InboxEntry {
  const lane = change.lane ?? 'CH1';
  return { key: 'IM1', lane, conversationSid: lane, kind: 'onMessageAdded', payload: '{"Body":"Good morning"}', ...change };
}

export function activity(change: Partial<Activity> = {}): Activity {
  const key = change.key ?? 'IM1';
  const fixed = { kind: 'message', conversationSid: 'CH1', index: 0, occurredAt: '2026-01-05T09:00:00Z', body: 'Good morning' } as const;
  return { key, dedupeKey: key, ...fixed, ...change };
}

/** Claims every lane that is due. */
export const claimAll = (store: Store): Promise<readonly LaneClaim[]> => store.workQueue.claimLanes({ limit: 100, leaseMs: LEASE_MS });

/** Claims the one lane that is due and takes its first entry. */
export async function claimOne(store: Store): Promise<ClaimedEntry> {
  const [claim] = await claimAll(store);
  const claimed = claim && (await store.workQueue.next(claim));
  if (claimed === undefined) throw new Error('Nothing is due.');
  return claimed;
}

/** Puts activities into the outbox the way they get there: as the result of a worked entry. */
export async function fillOutbox(store: Store, activities: readonly Activity[]): Promise<void> {
  const lane = `work-${crypto.randomUUID()}`;
  await store.inbox.accept(entry({ key: lane, lane }));
  for (const claim of await claimAll(store)) {
    const claimed = claim.lane === lane ? await store.workQueue.next(claim) : undefined;
    if (claimed !== undefined) await store.workQueue.complete(claimed, activities);
    await store.workQueue.release(claim);
  }
}

/** What the next batch would hold; it is given back at once. */
export async function nextItems(store: Store, limits: BatchLimits = NO_LIMITS): Promise<readonly OutboxItem[]> {
  const batch = await store.outbox.claimBatch({ ...limits, leaseMs: LEASE_MS });
  await store.outbox.release(batch);
  return batch.items;
}

/** The dedupe keys of the next batch, in order. */
export async function nextKeys(store: Store, limits?: BatchLimits): Promise<string[]> {
  const items = await nextItems(store, limits);
  return items.map((item) => item.activity.dedupeKey);
}

/** Takes the next batch and says this of some of its activities. */
export async function settleNext(store: Store, ...outcomes: readonly PublishOutcome[]): Promise<void> {
  await store.outbox.settle(await store.outbox.claimBatch({ ...NO_LIMITS, leaseMs: LEASE_MS }), outcomes);
}

export const published = (dedupeKey: string) => ({ dedupeKey, outcome: 'published', replayId: 'AAAB' }) as const;

/** Publishes these, whose turn it must be, and has Salesforce confirm them. */
export async function publishAndConfirm(store: Store, ...keys: readonly string[]): Promise<void> {
  await settleNext(store, ...keys.map(published));
  await store.published.settle(keys.map((key) => ({ dedupeKey: key, key, fate: 'task' })));
}
