import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { entryFor, startMediaWork, webhook, type MediaWork } from '../testing/media-work.ts';
import { MEDIA_LINK } from './media-entry.ts';

const CAT = Buffer.from('a cat');

let work: MediaWork;
beforeEach(async () => (work = await startMediaWork()));
afterEach(() => work.close());

describe('a kept file, and the Task of its message', () => {
  it('is on the record at once, and on the Task when there is one', async () => {
    const job = await work.world.send(CAT);
    await work.kept.store.inbox.accept(webhook(job));
    const { handle, counted, accepted } = work.setUp();
    expect(await handle(entryFor(job))).toEqual([]);
    expect(work.places()).toEqual([['005', '003']]);
    const [link] = accepted;
    expect(link).toMatchObject({ kind: MEDIA_LINK, lane: `${job.conversationSid}/media/link` });
    if (!link) return;
    await expect(handle(link)).rejects.toMatchObject({ code: 'upstream_not_ready', isUntried: true, retryAfterMs: 2_000 });
    const keptLongAgo = { ...link, payload: link.payload.replace('2026-11-20T09', '2026-11-20T08') };
    await expect(handle(keptLongAgo)).rejects.toMatchObject({ retryAfterMs: 15 * 60_000 });
    await work.publish(job);
    await expect(handle(link)).rejects.toMatchObject({ code: 'upstream_not_ready' });
    work.addTask(job);
    await work.settle(job, 'task');
    expect(await handle(link)).toEqual([]);
    expect(await handle(link)).toEqual([]);
    expect(work.places()).toEqual([['005', '003', '00T']]);
    expect(counted).toEqual(['stored', 'linked', 'linked']);
  });

  it.each(['failed', 'dead'] as const)('waits for a person where its message has no Task: %s', async (fate) => {
    const job = await work.world.send(CAT);
    await work.kept.store.inbox.accept(webhook(job));
    await work.publish(job);
    if (fate === 'failed') await work.settle(job, 'failed');
    else await work.kept.store.published.bury(`message:${job.messageSid}`, 'no');
    const { handle, accepted } = work.setUp();
    await handle(entryFor(job));
    await expect(handle(accepted[0] ?? webhook(job))).rejects.toMatchObject({ code: 'upstream_rejected' });
  });

  it('of a stranger is nowhere else: it goes with a deleted Task, and somebody hears when the Task cannot be seen', async () => {
    const job = { ...(await work.world.send(CAT)), whoId: undefined };
    await work.kept.store.inbox.accept(webhook(job));
    await work.publish(job);
    await work.settle(job, 'task');
    const { handle, accepted } = work.setUp();
    await handle(entryFor(job));
    const link = accepted[0] ?? webhook(job);
    await expect(handle(link)).rejects.toMatchObject({ code: 'upstream_rejected', message: expect.stringContaining('see Tasks') });
    await work.kept.store.tombstones.add([job.messageSid], 'deleted');
    expect(await handle(link)).toEqual([]);
    expect(work.places()).toEqual([]);
  });

  it('of a known customer stays on the record, whatever becomes of the Task', async () => {
    const job = await work.world.send(CAT);
    await work.kept.store.inbox.accept(webhook(job));
    await work.publish(job);
    await work.settle(job, 'task');
    const { handle, accepted } = work.setUp();
    await handle(entryFor(job));
    for (const link of accepted) expect(await handle(link)).toEqual([]);
    await work.kept.store.tombstones.add([job.messageSid], 'deleted');
    for (const link of accepted) expect(await handle(link)).toEqual([]);
    expect(work.places()).toEqual([['005', '003']]);
  });

  it('is looked for in Salesforce where we no longer know of the message', async () => {
    const job = await work.world.send(CAT);
    const { handle, accepted } = work.setUp();
    work.addTask(job);
    await handle(entryFor(job));
    for (const link of accepted) await handle(link);
    expect(work.places()).toEqual([['005', '003', '00T']]);
  });
});
