import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, onShared, type TestStore } from './testing/engines.ts';

describe.each(ENGINES)('duties on $name', ({ open, isShared }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('are held once, again by the same gateway, and by lease', async () => {
    const { duties, dutyHolders } = kept.store;
    const claim = await duties.take('receipts', 30_000);
    expect(await duties.take('receipts', 30_000)).toEqual(claim);
    expect(await dutyHolders.holders()).toMatchObject([{ duty: 'receipts', isThisGateway: true }]);
    kept.time.advance(30_000);
    expect(await dutyHolders.holders()).toEqual([]);
  });

  it('pass on at a restart: at once where there can be no other gateway, else by time', async () => {
    const before = await kept.store.duties.take('receipts', 30_000);
    await kept.reopen();
    const atOnce = await kept.store.duties.take('receipts', 30_000);
    expect(atOnce === undefined).toBe(isShared);
    kept.time.advance(30_000);
    const after = await kept.store.duties.take('receipts', 30_000);
    expect(after?.fence).toBeGreaterThan(before?.fence ?? Infinity);
    if (before) expect(await kept.store.duties.renew(before, 30_000)).toBe('lost');
  });
});

onShared('duties of several gateways on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('are never held by two, and the late holder is told', async () => {
    const stores = [kept.store, await kept.another(), await kept.another()];
    for (let round = 0; round < 10; round++) {
      const claims = await Promise.all(stores.map((store) => store.duties.take('housekeeping', 30_000)));
      const holders = claims.filter((claim) => claim !== undefined);
      expect(holders).toHaveLength(1);
      const place = claims.findIndex((claim) => claim !== undefined);
      const [claim] = holders;
      if (round % 2 === 0 && claim) await stores[place]?.duties.release(claim);
      else kept.time.advance(30_000);
    }
  });
});
