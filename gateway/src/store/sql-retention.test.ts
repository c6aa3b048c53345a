import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, claimAll, claimOne, entry, fillOutbox, nextKeys, publishAndConfirm } from './testing/entries.ts';

describe.each(ENGINES)('backlog and retention on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('tells how much waits, how long, and what is dead', async () => {
    await fillOutbox(kept.store, [activity()]);
    kept.time.advance(5_000);
    await kept.store.inbox.accept(entry({ key: 'a' }));
    await kept.store.inbox.accept(entry({ key: 'b' }));
    await kept.store.inbox.acceptDead(entry({ key: 'c' }), 'unreadable');
    kept.time.advance(2_000);
    expect(await kept.store.backlog.counts()).toEqual({
      inbox: { ready: 2, dead: 1, oldestAgeMs: 2_000 },
      outbox: { ready: 1, dead: 0, oldestAgeMs: 7_000 },
    });
  });

  it('forgets what was over before that moment, and only that', async () => {
    await fillOutbox(kept.store, [activity({ key: 'old' })]);
    await publishAndConfirm(kept.store, 'old');
    await kept.store.inbox.accept(entry({ key: 'waiting', lane: 'CH2' }));
    await kept.store.inbox.acceptDead(entry({ key: 'dead' }), 'unreadable');
    kept.time.advance(60_000);
    const moment = kept.time.clock.now();
    await fillOutbox(kept.store, [activity({ key: 'recent' })]);
    await publishAndConfirm(kept.store, 'recent');
    expect(await kept.store.retention.purgeDone(moment)).toBe(2);
    expect((await kept.store.backlog.counts()).inbox).toMatchObject({ ready: 1, dead: 1 });
    await fillOutbox(kept.store, [activity({ key: 'recent' }), activity({ key: 'old' })]);
    expect(await nextKeys(kept.store)).toEqual(['old']);
    expect(await kept.store.inbox.accept(entry({ key: 'dead' }))).toBe('duplicate');
    expect(await kept.store.inbox.accept(entry({ key: 'waiting' }))).toBe('duplicate');
  });

  it('forgets whom it talked with and whose it was, which can be asked and decided again', async () => {
    const { memory, decisions, retention } = kept.store;
    await memory.learn({ conversationSid: 'CH1', customerAddress: '+14155550132' });
    await decisions.keep({ conversationSid: 'CH1', worker: 'ana@x', reason: 'ana@x owns Mara Quist.' });
    await retention.purgeDone(kept.time.clock.now());
    expect([await memory.recall('CH1'), await decisions.recall('CH1')]).toEqual([expect.anything(), expect.anything()]);
    kept.time.advance(1);
    await retention.purgeDone(kept.time.clock.now());
    expect([await memory.recall('CH1'), await decisions.recall('CH1')]).toEqual([undefined, undefined]);
  });

  it('removes thousands of rows and goes on with lanes that it had forgotten', async () => {
    const keys = Array.from({ length: 1_200 }, (_, number) => `k${number}`);
    await Promise.all(keys.map((key) => kept.store.inbox.accept(entry({ key, lane: key }))));
    await Promise.all(keys.map((key) => kept.store.inbox.finish(key)));
    kept.time.advance(1);
    expect(await kept.store.retention.purgeDone(kept.time.clock.now())).toBe(1_200);
    expect(await kept.store.inbox.accept(entry({ key: 'k7', lane: 'k7' }))).toBe('stored');
    expect((await claimOne(kept.store)).key).toBe('k7');
  });

  it('never gives a lane that comes back a fence that was in use before', async () => {
    await kept.store.inbox.accept(entry());
    const before = await claimOne(kept.store);
    kept.time.advance(60_000);
    await kept.store.inbox.finish('IM1');
    await kept.store.retention.purgeDone(kept.time.clock.now());
    await kept.store.inbox.accept(entry({ key: 'IM2' }));
    const [after] = await claimAll(kept.store);
    expect(after?.fence).toBeGreaterThan(before.claim.fence);
    expect(await kept.store.workQueue.complete(before, [activity()])).toBe('lost');
    expect(await nextKeys(kept.store)).toEqual([]);
  });
});
