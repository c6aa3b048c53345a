import type { Activity } from '../../pipeline/activity.ts';
import type { InboxEntry } from '../../pipeline/inbox.ts';
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

/** The dedupe keys of the next batch, in order. */
export async function nextKeys(store: Store, limits = NO_LIMITS): Promise<string[]> {
  const batch = await store.outbox.nextBatch(limits);
  return batch.map((item) => item.activity.dedupeKey);
}
