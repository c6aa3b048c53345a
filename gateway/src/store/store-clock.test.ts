import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from './open-store.ts';
import { storeClock } from './store-clock.ts';
import { claimAll, claimOne, entry } from './testing/entries.ts';

const HOUR_MS = 3_600_000;
const NINE = Date.UTC(2026, 0, 5, 9);

/** A time of day that somebody sets, and a time that only passes. */
function twoTimes() {
  const times = { wall: NINE, steady: 0 };
  return {
    clock: { now: () => new Date(times.wall) },
    steady: () => times.steady,
    pass: (ms: number) => {
      times.wall += ms;
      times.steady += ms;
    },
    setBack: (ms: number) => void (times.wall -= ms),
    setForward: (ms: number) => void (times.wall += ms),
  };
}

describe('the clock of a store in this process', () => {
  it('follows the time of day forwards, never back, and never stands still', () => {
    const time = twoTimes();
    const { now, notBefore } = storeClock(time);
    time.pass(0.4);
    expect(now()).toBe(NINE);
    time.pass(0.6);
    expect(now()).toBe(NINE + 1);
    time.setBack(HOUR_MS);
    time.pass(0.7);
    time.pass(0.7);
    expect(now()).toBe(NINE + 2);
    time.setForward(3 * HOUR_MS);
    expect(now()).toBeGreaterThanOrEqual(NINE + 2 * HOUR_MS);
    notBefore(NINE + 5 * HOUR_MS);
    notBefore(NINE);
    time.pass(10);
    expect(now()).toBe(NINE + 5 * HOUR_MS + 10);
  });
});

describe('a time of day that is set back an hour', () => {
  let dataDir: string;
  let store: Store;
  let time: ReturnType<typeof twoTimes>;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'frontline-clock-'));
    time = twoTimes();
    store = await openStore({ dataDir, ...time });
  });

  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  it('keeps no lease and no retry waiting', async () => {
    await store.inbox.accept(entry());
    const claimed = await claimOne(store);
    time.setBack(HOUR_MS);
    time.pass(30_000);
    const again = await claimOne(store);
    expect(again.claim.fence).toBeGreaterThan(claimed.claim.fence);
    await store.workQueue.retryLater(again, { delayMs: 1_000, reason: 'busy' });
    await store.workQueue.release(again.claim);
    expect(await claimAll(store)).toEqual([]);
    time.pass(1_000);
    expect(await claimAll(store)).toHaveLength(1);
  });

  it('keeps nothing waiting at the next start either', async () => {
    time.pass(20 * HOUR_MS);
    await store.inbox.accept(entry());
    const claimed = await claimOne(store);
    time.pass(2 * HOUR_MS);
    await store.workQueue.retryLater(claimed, { delayMs: 1_000, reason: 'busy' });
    await store.retention.scrub();
    await store.close();
    time.setBack(HOUR_MS);
    store = await openStore({ dataDir, ...time });
    time.pass(1_000);
    expect(await claimAll(store)).toHaveLength(1);
  });
});
