import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { claimAll, claimOne, entry } from './testing/entries.ts';

describe.each(ENGINES)('inbox on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('stores an entry once, however often and however close together it comes', async () => {
    const { inbox, backlog } = kept.store;
    const answers = await Promise.all([inbox.accept(entry()), inbox.accept(entry()), inbox.accept(entry({ lane: 'CH2' }))]);
    expect(answers.sort()).toEqual(['duplicate', 'duplicate', 'stored']);
    expect(await inbox.accept(entry())).toBe('duplicate');
    expect((await backlog.counts()).inbox.ready).toBe(1);
  });

  it('hands an entry out as it came', async () => {
    await kept.store.inbox.accept(entry({ payload: '{"Body":"\u{1F600} ‘quoted’ \\u0000"}' }));
    expect(await claimOne(kept.store)).toMatchObject(entry({ payload: '{"Body":"\u{1F600} ‘quoted’ \\u0000"}' }));
  });

  it('knows a key after its work is done', async () => {
    const { inbox, workQueue } = kept.store;
    await inbox.accept(entry());
    await workQueue.complete(await claimOne(kept.store), []);
    expect(await inbox.accept(entry())).toBe('duplicate');
  });

  it('keeps a held entry from the worker until its time', async () => {
    await kept.store.inbox.accept(entry(), { holdMs: 10_000 });
    kept.time.advance(9_999);
    expect(await claimAll(kept.store)).toEqual([]);
    kept.time.advance(1);
    expect(await claimAll(kept.store)).toHaveLength(1);
  });

  it('gives a held entry to the worker when the caller lets go of it', async () => {
    await kept.store.inbox.accept(entry(), { holdMs: 10_000 });
    await kept.store.inbox.release('IM1');
    expect(await claimAll(kept.store)).toHaveLength(1);
  });

  it('never hands out an entry that the caller has finished', async () => {
    await kept.store.inbox.accept(entry(), { holdMs: 10_000 });
    await kept.store.inbox.finish('IM1');
    kept.time.advance(60_000);
    expect(await claimAll(kept.store)).toEqual([]);
    expect((await kept.store.backlog.counts()).inbox).toEqual({ ready: 0, dead: 0, oldestAgeMs: 0 });
  });

  it('goes on with the lane behind an entry that the caller has finished', async () => {
    await kept.store.inbox.accept(entry({ key: 'first' }), { holdMs: 10_000 });
    await kept.store.inbox.accept(entry({ key: 'second' }));
    expect(await claimAll(kept.store)).toEqual([]);
    await kept.store.inbox.finish('first');
    expect((await claimOne(kept.store)).key).toBe('second');
  });

  it('keeps an unreadable entry as a dead letter, once, and does not work it', async () => {
    const { inbox, backlog } = kept.store;
    expect(await inbox.acceptDead(entry(), 'The webhook does not parse.')).toBe('stored');
    expect(await inbox.acceptDead(entry(), 'The webhook does not parse.')).toBe('duplicate');
    expect(await claimAll(kept.store)).toEqual([]);
    expect((await backlog.counts()).inbox).toEqual({ ready: 0, dead: 1, oldestAgeMs: 0 });
  });

  it('takes the finishing or releasing of an unknown key for done', async () => {
    await kept.store.inbox.finish('never-seen');
    await kept.store.inbox.release('never-seen');
    expect((await kept.store.backlog.counts()).inbox.ready).toBe(0);
  });

  it('refuses work with store_unavailable once it is closed', async () => {
    const { inbox } = kept.store;
    await kept.reopen();
    await expect(inbox.accept(entry())).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});
