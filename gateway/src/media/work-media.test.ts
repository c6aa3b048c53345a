import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { inTurn } from '../resilience/in-turn.ts';
import { ENGINES, type TestStore } from '../store/testing/engines.ts';
import { startMediaWorld, type MediaWorld } from '../testing/media-world.ts';
import { attendMedia } from './attend-media.ts';
import { handleMedia } from './handle-media.ts';
import { MEDIA, MEDIA_LINK, mediaEntry, type MediaJob } from './media-entry.ts';
import type { MediaSource } from './media-source.ts';

const now = Date.UTC(2026, 10, 20, 9);
const CAT = Buffer.from('a cat');
const [SQLITE] = ENGINES;

let world: MediaWorld;
let kept: TestStore;
beforeEach(async () => {
  if (!SQLITE) throw new Error('no engine');
  [world, kept] = await Promise.all([startMediaWorld(), SQLITE.open()]);
});
afterEach(() => Promise.all([world.close(), kept.destroy()]));

const activityOf = ({ messageSid, conversationSid, whoId, occurredAt }: MediaJob): Activity => ({
  key: messageSid,
  dedupeKey: `message:${messageSid}`,
  kind: 'message',
  conversationSid,
  occurredAt,
  ...(whoId !== undefined && { whoId }),
});
const entryFor = (job: MediaJob): InboxEntry =>
  mediaEntry({ sid: job.media.sid, contentType: job.media.contentType }, activityOf(job), undefined);

interface SetUp {
  readonly storeMessageBodies?: boolean;
  readonly source?: MediaSource;
  readonly isScarce?: boolean;
}

/** The handler over a real store; what it accepts is worked by `next`. */
function setUp({ storeMessageBodies = true, source = world.source(), isScarce = false }: SetUp = {}) {
  const counted: string[] = [];
  const accepted: InboxEntry[] = [];
  const { store } = kept;
  const handle = handleMedia({
    ...world.deps({ source }),
    settings: { current: () => Promise.resolve({ storeMessageBodies }) },
    fates: store.taskFates,
    inTurn: inTurn({ concurrent: 1, queued: 0 }, { retryAfterMs: 5_000 }),
    inbox: { accept: (entry) => (accepted.push(entry), store.inbox.accept(entry)) },
    isScarce: () => isScarce,
    clock: { now: () => new Date(now) },
    observer: { onMedia: (outcome) => void counted.push(outcome) },
    log: createLog({ level: 'silent' }),
  });
  return { handle, counted, accepted };
}

/** The message's webhook, worked or not, and its activity on its way. */
const webhook = (job: MediaJob): InboxEntry => ({
  key: `onMessageAdded:${job.messageSid}`,
  lane: job.conversationSid,
  conversationSid: job.conversationSid,
  kind: 'onMessageAdded',
  taskKey: job.messageSid,
  payload: '{}',
});
async function publish(job: MediaJob): Promise<void> {
  const { workQueue, outbox } = kept.store;
  const [claim] = await workQueue.claimLanes({ limit: 1, leaseMs: 1_000 });
  const entry = claim && (await workQueue.next(claim));
  if (!claim || !entry) throw new Error('nothing to work');
  await workQueue.complete(entry, [activityOf(job)]);
  const batch = await outbox.claimBatch({ maxEvents: 1, maxBytes: 10_000, leaseMs: 1_000 });
  await outbox.settle(batch, [{ dedupeKey: `message:${job.messageSid}`, outcome: 'published', replayId: 'AA==' }]);
}
const settle = ({ messageSid: key }: MediaJob, fate: 'task' | 'failed' | 'deleted' | 'erased') =>
  kept.store.published.settle([{ dedupeKey: `message:${key}`, key, fate }]);
const addTask = ({ messageSid }: MediaJob) =>
  world.salesforce.org.database.insert('Task', { Subject: 'WhatsApp', Frontline_Key__c: messageSid });
const places = () => world.kept().map(({ on }) => on);

describe('a file of a message, from its webhook to its Task', () => {
  it('has an entry of its own for each file, made once, and none where no file is kept', async () => {
    const job = await world.send(CAT);
    const { accepted } = setUp();
    const inbox = { accept: (entry: InboxEntry) => (accepted.push(entry), kept.store.inbox.accept(entry)) };
    const ChatServiceSid = world.twilio.account.serviceSid;
    const Media = JSON.stringify([{ Sid: job.media.sid, ContentType: 'image/png' }, { Sid: `ME${'0'.repeat(32)}` }]);
    const entry = { kind: 'onMessageAdded', payload: JSON.stringify({ Media, ChatServiceSid }) };
    await attendMedia({ inbox, isOff: true })(entry, [activityOf(job)]);
    await attendMedia({ inbox, isOff: false })({ ...entry, kind: 'onMessageUpdated' }, []);
    expect(accepted).toEqual([]);
    await attendMedia({ inbox, isOff: false })(entry, [activityOf(job)]);
    await attendMedia({ inbox, isOff: false })(entry, [activityOf(job)]);
    expect(accepted.map(({ kind, lane }) => [kind, lane])).toEqual(Array(4).fill([MEDIA, `${job.conversationSid}/media`]));
    expect((await kept.store.backlog.counts()).inbox.ready).toBe(2);
  });

  it('is on the record at once, and on the Task when there is one', async () => {
    const job = await world.send(CAT);
    await kept.store.inbox.accept(webhook(job));
    const { handle, counted, accepted } = setUp();
    expect(await handle(entryFor(job))).toEqual([]);
    expect(places()).toEqual([['005', '003']]);
    const [link] = accepted;
    expect(link).toMatchObject({ kind: MEDIA_LINK, lane: `${job.conversationSid}/media/link` });
    if (!link) return;
    await expect(handle(link)).rejects.toMatchObject({ code: 'upstream_not_ready', isUntried: true, retryAfterMs: 2_000 });
    const keptLongAgo = { ...link, payload: link.payload.replace('2026-11-20T09', '2026-11-20T08') };
    await expect(handle(keptLongAgo)).rejects.toMatchObject({ retryAfterMs: 15 * 60_000 });
    await publish(job);
    await expect(handle(link)).rejects.toMatchObject({ code: 'upstream_not_ready' });
    addTask(job);
    await settle(job, 'task');
    expect(await handle(link)).toEqual([]);
    expect(await handle(link)).toEqual([]);
    expect(places()).toEqual([['005', '003', '00T']]);
    expect(counted).toEqual(['stored', 'linked', 'linked']);
  });

  it.each(['failed', 'dead'] as const)('waits for a person where its message has no Task: %s', async (fate) => {
    const job = await world.send(CAT);
    await kept.store.inbox.accept(webhook(job));
    await publish(job);
    if (fate === 'failed') await settle(job, 'failed');
    else await kept.store.published.bury(`message:${job.messageSid}`, 'no');
    const { handle, accepted } = setUp();
    await handle(entryFor(job));
    await expect(handle(accepted[0] ?? webhook(job))).rejects.toMatchObject({ code: 'upstream_rejected' });
  });

  it('of a stranger is nowhere else: it goes with a deleted Task, and somebody hears when the Task cannot be seen', async () => {
    const job = { ...(await world.send(CAT)), whoId: undefined };
    await kept.store.inbox.accept(webhook(job));
    await publish(job);
    await settle(job, 'task');
    const { handle, accepted } = setUp();
    await handle(entryFor(job));
    const link = accepted[0] ?? webhook(job);
    await expect(handle(link)).rejects.toMatchObject({ code: 'upstream_rejected', message: expect.stringContaining('see Tasks') });
    await kept.store.tombstones.add([job.messageSid], 'deleted');
    expect(await handle(link)).toEqual([]);
    expect(places()).toEqual([]);
  });

  it('of a known customer stays on the record, whatever becomes of the Task', async () => {
    const job = await world.send(CAT);
    await kept.store.inbox.accept(webhook(job));
    await publish(job);
    await settle(job, 'task');
    const { handle, accepted } = setUp();
    await handle(entryFor(job));
    for (const link of accepted) expect(await handle(link)).toEqual([]);
    await kept.store.tombstones.add([job.messageSid], 'deleted');
    for (const link of accepted) expect(await handle(link)).toEqual([]);
    expect(places()).toEqual([['005', '003']]);
  });

  it('is looked for in Salesforce where we no longer know of the message', async () => {
    const job = await world.send(CAT);
    const { handle, accepted } = setUp();
    addTask(job);
    await handle(entryFor(job));
    for (const link of accepted) await handle(link);
    expect(places()).toEqual([['005', '003', '00T']]);
  });

  it('is not fetched for a message that must not be on record, nor where texts are not kept', async () => {
    const job = await world.send(CAT);
    await kept.store.inbox.accept(webhook(job));
    await publish(job);
    const { handle, counted } = setUp({ storeMessageBodies: false });
    expect(await handle(entryFor(job))).toEqual([]);
    await settle(job, 'deleted');
    expect(await setUp().handle(entryFor(job))).toEqual([]);
    expect([places(), counted]).toEqual([[], ['skipped']]);
  });

  it('goes with its message when that is erased while the file is on its way, or before it is linked', async () => {
    const job = await world.send(CAT);
    const source = world.source();
    const erasing: MediaSource = {
      find: async (ref) => {
        const file = await source.find(ref);
        await kept.store.tombstones.add([job.messageSid], 'erased');
        return file;
      },
    };
    const { handle, accepted } = setUp({ source: erasing });
    expect(await handle(entryFor(job))).toEqual([]);
    expect([places(), accepted]).toEqual([[], []]);
    const next = await world.send(CAT);
    const later = setUp();
    await later.handle(entryFor(next));
    await kept.store.tombstones.add([next.messageSid], 'erased');
    for (const link of later.accepted) await later.handle(link);
    for (const link of later.accepted) await later.handle(link);
    expect(places()).toEqual([]);
  });

  it('leaves a note on the record when it is not kept, which says why and names no address', async () => {
    const job = await world.send(CAT, { contentType: 'text/html', filename: 'a\ncat.html' });
    const { handle, counted } = setUp();
    const notes = await handle(entryFor(job));
    expect(notes).toMatchObject([
      {
        key: `${job.messageSid}-${job.media.sid}`,
        kind: 'note',
        whoId: world.contact,
        subject: expect.stringContaining('Attachment not kept'),
        body: 'Files of its type are not kept. (text/html)',
      },
    ]);
    expect(notes?.[0]?.key.length).toBeLessThanOrEqual(100);
    expect(counted).toEqual(['type']);
  });

  it('is given five minutes to be there: Twilio keeps it in another place than its message', async () => {
    const job = await world.send(CAT);
    world.twilio.media.clear();
    const { handle } = setUp();
    const at = (ms: number) => entryFor({ ...job, occurredAt: new Date(now - ms).toISOString() });
    await expect(handle(at(4 * 60_000))).rejects.toMatchObject({ code: 'upstream_not_ready' });
    expect(await handle(at(5 * 60_000))).toMatchObject([{ kind: 'note' }]);
  });

  it('leaves the last API requests of a day to messages', async () => {
    const job = await world.send(CAT);
    const refused = await setUp({ isScarce: true })
      .handle(entryFor(job))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'upstream_busy', isUntried: true, retryAfterMs: 15 * 60_000 });
    expect(places()).toEqual([]);
  });

  it('waits untried for its turn, and leaves what is not its own to others', async () => {
    const job = await world.send(CAT);
    const begun = Promise.withResolvers<undefined>();
    const end = Promise.withResolvers<never>();
    const slow: MediaSource = { find: () => (begun.resolve(undefined), end.promise) };
    const { handle } = setUp({ source: slow });
    const before = new Date(now - 60 * 60_000).toISOString();
    const first = handle(entryFor({ ...job, occurredAt: before }));
    await begun.promise;
    const refused = await handle(entryFor(job)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GatewayError);
    expect(refused).toMatchObject({ code: 'overloaded', isUntried: true, retryAfterMs: 5_000 });
    end.reject(new GatewayError('not_found', 'gone'));
    expect(await first).toMatchObject([{ kind: 'note', body: expect.stringContaining('no longer has it') }]);
    expect(await handle(webhook(job))).toBeUndefined();
    await expect(handle({ kind: MEDIA, payload: '{}' })).rejects.toMatchObject({ code: 'bad_request' });
  });
});
