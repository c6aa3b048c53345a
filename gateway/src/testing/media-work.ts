import { handleMedia } from '../media/handle-media.ts';
import { createLog } from '../log.ts';
import { mediaEntry, type MediaJob } from '../media/media-entry.ts';
import type { MediaSource } from '../media/media-source.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { inTurn } from '../resilience/in-turn.ts';
import { ENGINES, type TestStore } from '../store/testing/engines.ts';
import { startMediaWorld, type MediaWorld } from './media-world.ts';

/** The time of whoever works files here: it stands still. */
export const MEDIA_NOW = Date.UTC(2026, 10, 20, 9);

/** What a message with a file has become: its activity. */
export const activityOf = ({ messageSid, conversationSid, whoId, occurredAt }: MediaJob): Activity => ({
  key: messageSid,
  dedupeKey: `message:${messageSid}`,
  kind: 'message',
  conversationSid,
  occurredAt,
  ...(whoId !== undefined && { whoId }),
});
/** The entry for its file. */
export const entryFor = (job: MediaJob): InboxEntry =>
  mediaEntry({ sid: job.media.sid, contentType: job.media.contentType }, activityOf(job), undefined);

/** The message's webhook, worked or not, and its activity on its way. */
export const webhook = (job: MediaJob): InboxEntry => ({
  key: `onMessageAdded:${job.messageSid}`,
  lane: job.conversationSid,
  conversationSid: job.conversationSid,
  kind: 'onMessageAdded',
  taskKey: job.messageSid,
  payload: '{}',
});

interface SetUp {
  readonly storeMessageBodies?: boolean;
  readonly source?: MediaSource;
  readonly isScarce?: boolean;
}

/** An account, an org, a store between them, and the work of files over all three. */
export async function startMediaWork() {
  const [engine] = ENGINES;
  if (!engine) throw new Error('no engine');
  const [world, kept] = await Promise.all([startMediaWorld(), engine.open()]);
  return {
    world,
    kept,
    setUp: (options: SetUp = {}) => setUp(world, kept, options),
    publish: (job: MediaJob) => publish(kept, job),
    /** Salesforce's word on a message. */
    settle: ({ messageSid: key }: MediaJob, fate: 'task' | 'failed' | 'deleted' | 'erased') =>
      kept.store.published.settle([{ dedupeKey: `message:${key}`, key, fate }]),
    addTask: ({ messageSid }: MediaJob) =>
      world.salesforce.org.database.insert('Task', { Subject: 'WhatsApp', Frontline_Key__c: messageSid }),
    /** For each File the kinds of records that show it. */
    places: () => world.kept().map(({ on }) => on),
    close: () => Promise.all([world.close(), kept.destroy()]),
  };
}

export type MediaWork = Awaited<ReturnType<typeof startMediaWork>>;

/** The handler over the store; what it counts and accepts is written down. */
function setUp(world: MediaWorld, { store }: TestStore, { storeMessageBodies = true, source = world.source(), isScarce = false }: SetUp) {
  const counted: string[] = [];
  const accepted: InboxEntry[] = [];
  const handle = handleMedia({
    ...world.deps({ source }),
    settings: { current: () => Promise.resolve({ storeMessageBodies }) },
    fates: store.taskFates,
    inTurn: inTurn({ concurrent: 1, queued: 0 }, { retryAfterMs: 5_000 }),
    inbox: { accept: (entry) => (accepted.push(entry), store.inbox.accept(entry)) },
    isScarce: () => isScarce,
    clock: { now: () => new Date(MEDIA_NOW) },
    observer: { onMedia: (outcome) => void counted.push(outcome) },
    log: createLog({ level: 'silent' }),
  });
  return { handle, counted, accepted };
}

async function publish({ store }: TestStore, job: MediaJob): Promise<void> {
  const { workQueue, outbox } = store;
  const [claim] = await workQueue.claimLanes({ limit: 1, leaseMs: 1_000 });
  const entry = claim && (await workQueue.next(claim));
  if (!claim || !entry) throw new Error('nothing to work');
  await workQueue.complete(entry, [activityOf(job)]);
  const batch = await outbox.claimBatch({ maxEvents: 1, maxBytes: 10_000, leaseMs: 1_000 });
  await outbox.settle(batch, [{ dedupeKey: `message:${job.messageSid}`, outcome: 'published', replayId: 'AA==' }]);
}
