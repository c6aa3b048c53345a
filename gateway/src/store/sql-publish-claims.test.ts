import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, fillOutbox, LEASE_MS, nextKeys, NO_LIMITS, published } from './testing/entries.ts';

describe.each(ENGINES)('claims of conversations for publishing on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => {
    kept = await open();
    await fillOutbox(kept.store, [
      activity({ key: 'a1' }),
      activity({ key: 'a2', index: 1 }),
      activity({ key: 'b1', conversationSid: 'CH2' }),
    ]);
  });
  afterEach(() => kept.destroy());

  const claim = (limits = NO_LIMITS) => kept.store.outbox.claimBatch({ ...limits, leaseMs: LEASE_MS });
  const keysOf = ({ items }: Awaited<ReturnType<typeof claim>>) => items.map((item) => item.activity.dedupeKey);

  it('leave different conversations to different batches, and nothing to a third', async () => {
    const first = await claim({ ...NO_LIMITS, maxEvents: 1 });
    const second = await claim();
    expect([...keysOf(first), ...keysOf(second)].sort()).not.toEqual(keysOf(first));
    expect(new Set([...first.claims, ...second.claims].map((one) => one.conversationSid)).size).toBe(2);
    expect(await claim()).toEqual({ items: [], claims: [] });
  });

  it('hand a conversation on when the lease has run out, and then the late one writes nothing', async () => {
    const late = await claim();
    kept.time.advance(LEASE_MS);
    const present = await claim();
    expect(await kept.store.outbox.renew(late, LEASE_MS)).toEqual({ lost: expect.arrayContaining(['CH1', 'CH2']) });
    await kept.store.outbox.release(late);
    expect(await claim()).toEqual({ items: [], claims: [] });
    const lost = await kept.store.outbox.settle(late, [{ dedupeKey: 'a1', outcome: 'dead', reason: 'too late' }]);
    expect([...lost.lost].sort()).toEqual(['CH1', 'CH2']);
    expect((await kept.store.backlog.counts()).outbox).toMatchObject({ ready: 3, dead: 0 });
    expect(await kept.store.outbox.settle(present, ['a1', 'a2', 'b1'].map(published))).toEqual({ lost: [] });
    expect((await kept.store.backlog.counts()).outbox).toMatchObject({ ready: 0, dead: 0 });
  });

  it('last as long as they are renewed', async () => {
    const batch = await claim();
    kept.time.advance(20_000);
    expect(await kept.store.outbox.renew(batch, LEASE_MS)).toEqual({ lost: [] });
    kept.time.advance(20_000);
    expect(await claim()).toEqual({ items: [], claims: [] });
  });

  it('are given back unsent, uncounted and in order', async () => {
    const batch = await claim();
    await kept.store.outbox.release(batch);
    expect(await nextKeys(kept.store)).toEqual(keysOf(batch));
    expect((await claim()).items.every((item) => item.attempts === 0)).toBe(true);
  });

  it('let what arrives meanwhile wait for the next batch', async () => {
    const batch = await claim();
    await fillOutbox(kept.store, [activity({ key: 'a3', index: 2 })]);
    expect(await claim()).toEqual({ items: [], claims: [] });
    await kept.store.outbox.settle(batch, [published('a1')]);
    expect((await nextKeys(kept.store)).sort()).toEqual(['a2', 'a3', 'b1']);
  });

  it('end with the batch for what was erased meanwhile', async () => {
    const batch = await claim();
    await kept.store.erasure.erase({ conversationSid: 'CH1' }, { who: 'ops', action: 'purge', subject: 'conversation CH1' });
    await kept.store.outbox.settle(batch, ['a1', 'a2', 'b1'].map(published));
    expect((await kept.store.published.due(10)).map((due) => due.activity.key)).toEqual(['b1']);
  });

  it('do not stop at many conversations that turn out not to be due', async () => {
    const sids = Array.from({ length: 30 }, (_, number) => `CHx${number}`);
    await kept.store.outbox.settle(await claim(), ['a1', 'a2', 'b1'].map(published));
    await fillOutbox(
      kept.store,
      sids.map((sid) => activity({ key: `${sid}-first`, conversationSid: sid })),
    );
    const refused = sids.map((sid) => ({ dedupeKey: `${sid}-first`, outcome: 'retry', delayMs: 60_000, reason: 'busy' }) as const);
    await kept.store.outbox.settle(await claim(), refused);
    await fillOutbox(
      kept.store,
      sids.map((sid) => activity({ key: `${sid}-second`, conversationSid: sid, index: 1 })),
    );
    kept.time.advance(1);
    await fillOutbox(kept.store, [activity({ key: 'due', conversationSid: 'CHy' })]);
    expect(await nextKeys(kept.store, { ...NO_LIMITS, maxEvents: 10 })).toEqual(['due']);
  });
});
