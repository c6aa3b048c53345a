import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { activityOf, entryFor, MEDIA_NOW, startMediaWork, webhook, type MediaWork } from '../testing/media-work.ts';
import { attendMedia } from './attend-media.ts';
import { MEDIA } from './media-entry.ts';
import type { MediaSource } from './media-source.ts';

const CAT = Buffer.from('a cat');

let work: MediaWork;
beforeEach(async () => (work = await startMediaWork()));
afterEach(() => work.close());

describe('a file of a message', () => {
  it('has an entry of its own for each file, made once, and none where no file is kept', async () => {
    const job = await work.world.send(CAT);
    const { accepted } = work.setUp();
    const inbox = { accept: (entry: InboxEntry) => (accepted.push(entry), work.kept.store.inbox.accept(entry)) };
    const ChatServiceSid = work.world.twilio.account.serviceSid;
    const Media = JSON.stringify([{ Sid: job.media.sid, ContentType: 'image/png' }, { Sid: `ME${'0'.repeat(32)}` }]);
    const entry = { kind: 'onMessageAdded', payload: JSON.stringify({ Media, ChatServiceSid }) };
    await attendMedia({ inbox, isOff: true })(entry, [activityOf(job)]);
    await attendMedia({ inbox, isOff: false })({ ...entry, kind: 'onMessageUpdated' }, []);
    expect(accepted).toEqual([]);
    await attendMedia({ inbox, isOff: false })(entry, [activityOf(job)]);
    await attendMedia({ inbox, isOff: false })(entry, [activityOf(job)]);
    expect(accepted.map(({ kind, lane }) => [kind, lane])).toEqual(Array(4).fill([MEDIA, `${job.conversationSid}/media`]));
    expect((await work.kept.store.backlog.counts()).inbox.ready).toBe(2);
  });

  it('is not fetched for a message that must not be on record, nor where texts are not kept', async () => {
    const job = await work.world.send(CAT);
    await work.kept.store.inbox.accept(webhook(job));
    await work.publish(job);
    const { handle, counted } = work.setUp({ storeMessageBodies: false });
    expect(await handle(entryFor(job))).toEqual([]);
    await work.settle(job, 'deleted');
    expect(await work.setUp().handle(entryFor(job))).toEqual([]);
    expect([work.places(), counted]).toEqual([[], ['skipped']]);
  });

  it('goes with its message when that is erased while the file is on its way, or before it is linked', async () => {
    const job = await work.world.send(CAT);
    const source = work.world.source();
    const erasing: MediaSource = {
      find: async (ref) => {
        const file = await source.find(ref);
        await work.kept.store.tombstones.add([job.messageSid], 'erased');
        return file;
      },
    };
    const { handle, accepted } = work.setUp({ source: erasing });
    expect(await handle(entryFor(job))).toEqual([]);
    expect([work.places(), accepted]).toEqual([[], []]);
    const next = await work.world.send(CAT);
    const later = work.setUp();
    await later.handle(entryFor(next));
    await work.kept.store.tombstones.add([next.messageSid], 'erased');
    for (const link of later.accepted) await later.handle(link);
    for (const link of later.accepted) await later.handle(link);
    expect(work.places()).toEqual([]);
  });

  it('leaves a note on the record when it is not kept, which says why and names no address', async () => {
    const job = await work.world.send(CAT, { contentType: 'text/html', filename: 'a\ncat.html' });
    const { handle, counted } = work.setUp();
    const notes = await handle(entryFor(job));
    expect(notes).toMatchObject([
      {
        key: `${job.messageSid}-${job.media.sid}`,
        kind: 'note',
        whoId: work.world.contact,
        subject: expect.stringContaining('Attachment not kept'),
        body: 'Files of its type are not kept. (text/html)',
      },
    ]);
    expect(notes?.[0]?.key.length).toBeLessThanOrEqual(100);
    expect(counted).toEqual(['type']);
  });

  it('is given five minutes to be there: Twilio keeps it in another place than its message', async () => {
    const job = await work.world.send(CAT);
    work.world.twilio.media.clear();
    const { handle } = work.setUp();
    const at = (ms: number) => entryFor({ ...job, occurredAt: new Date(MEDIA_NOW - ms).toISOString() });
    await expect(handle(at(4 * 60_000))).rejects.toMatchObject({ code: 'upstream_not_ready' });
    expect(await handle(at(5 * 60_000))).toMatchObject([{ kind: 'note' }]);
  });

  it('leaves the last API requests of a day to messages', async () => {
    const job = await work.world.send(CAT);
    const refused = await work
      .setUp({ isScarce: true })
      .handle(entryFor(job))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'upstream_busy', isUntried: true, retryAfterMs: 15 * 60_000 });
    expect(work.places()).toEqual([]);
  });

  it('waits untried for its turn, and leaves what is not its own to others', async () => {
    const job = await work.world.send(CAT);
    const begun = Promise.withResolvers<undefined>();
    const end = Promise.withResolvers<never>();
    const slow: MediaSource = { find: () => (begun.resolve(undefined), end.promise) };
    const { handle } = work.setUp({ source: slow });
    const before = new Date(MEDIA_NOW - 60 * 60_000).toISOString();
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
