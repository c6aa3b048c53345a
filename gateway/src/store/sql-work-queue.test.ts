import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, claimAll, claimOne, entry, LEASE_MS, nextKeys } from './testing/entries.ts';

const OUTAGE = { delayMs: 1_000, reason: 'Salesforce does not answer.' };

describe.each(ENGINES)('work queue on $name', ({ open, isShared }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('hands a lane to one worker at a time', async () => {
    await kept.store.inbox.accept(entry());
    expect(await claimAll(kept.store)).toHaveLength(1);
    expect(await claimAll(kept.store)).toEqual([]);
  });

  it('hands out no more lanes than asked for, the longest waiting first', async () => {
    for (const lane of ['CH1', 'CH2', 'CH3']) {
      await kept.store.inbox.accept(entry({ key: lane, lane }));
      kept.time.advance(1);
    }
    const claims = await kept.store.workQueue.claimLanes({ limit: 2, leaseMs: LEASE_MS });
    expect(claims.map((claim) => claim.lane).sort()).toEqual(['CH1', 'CH2']);
  });

  it('hands out the entries of a lane in the order of acceptance', async () => {
    const keys = ['c', 'a', 'b'];
    for (const key of keys) await kept.store.inbox.accept(entry({ key }));
    const [claim] = await claimAll(kept.store);
    if (!claim) throw new Error('The lane is due.');
    const worked: (string | undefined)[] = [];
    for (let next = await kept.store.workQueue.next(claim); next; next = await kept.store.workQueue.next(claim)) {
      worked.push(next.key);
      await kept.store.workQueue.complete(next, []);
    }
    expect(worked).toEqual(keys);
  });

  it('takes the entry out and puts its activities in, each of them once', async () => {
    await kept.store.inbox.accept(entry());
    const claimed = await claimOne(kept.store);
    expect(await kept.store.workQueue.complete(claimed, [activity(), activity({ index: 1, key: 'IM2' })])).toBe('kept');
    expect(await kept.store.workQueue.complete(claimed, [activity({ key: 'IM3' })])).toBe('kept');
    expect(await kept.store.workQueue.next(claimed.claim)).toBeUndefined();
    expect(await nextKeys(kept.store)).toEqual(['IM1', 'IM2']);
  });

  it('puts the whole lane off with its first entry, and counts', async () => {
    await kept.store.inbox.accept(entry({ key: 'first' }));
    await kept.store.inbox.accept(entry({ key: 'second' }));
    const claimed = await claimOne(kept.store);
    await kept.store.workQueue.retryLater(claimed, OUTAGE);
    await kept.store.workQueue.release(claimed.claim);
    kept.time.advance(999);
    expect(await claimAll(kept.store)).toEqual([]);
    kept.time.advance(1);
    const again = await claimOne(kept.store);
    expect(again).toMatchObject({ key: 'first', attempts: 1, faults: 0 });
    await kept.store.workQueue.retryLater(again, { ...OUTAGE, isFault: true });
    await kept.store.workQueue.release(again.claim);
    kept.time.advance(1_000);
    expect(await claimOne(kept.store)).toMatchObject({ key: 'first', attempts: 2, faults: 1 });
  });

  it('sets a dead letter aside and goes on with the lane', async () => {
    await kept.store.inbox.accept(entry({ key: 'first' }));
    await kept.store.inbox.accept(entry({ key: 'second' }));
    const claimed = await claimOne(kept.store);
    await kept.store.workQueue.bury(claimed, 'The conversation is gone.');
    expect(await kept.store.workQueue.next(claimed.claim)).toMatchObject({ key: 'second' });
    expect((await kept.store.backlog.counts()).inbox).toMatchObject({ ready: 1, dead: 1 });
  });

  it('passes a lane on when its lease has run out, and discards what the late owner brings', async () => {
    await kept.store.inbox.accept(entry());
    const late = await claimOne(kept.store);
    kept.time.advance(LEASE_MS);
    const present = await claimOne(kept.store);
    const { workQueue } = kept.store;
    expect(await workQueue.complete(late, [activity({ key: 'late' })])).toBe('lost');
    expect(await workQueue.retryLater(late, OUTAGE)).toBe('lost');
    expect(await workQueue.bury(late, 'No.')).toBe('lost');
    expect(await workQueue.renew(late.claim, LEASE_MS)).toBe('lost');
    await workQueue.release(late.claim);
    expect(await workQueue.complete(present, [activity({ key: 'present' })])).toBe('kept');
    expect(await nextKeys(kept.store)).toEqual(['present']);
  });

  it('keeps a lane whose lease is renewed', async () => {
    await kept.store.inbox.accept(entry());
    const claimed = await claimOne(kept.store);
    kept.time.advance(20_000);
    expect(await kept.store.workQueue.renew(claimed.claim, LEASE_MS)).toBe('kept');
    kept.time.advance(20_000);
    expect(await claimAll(kept.store)).toEqual([]);
  });

  it('frees every lease at start when the process that held them must be gone, else by time', async () => {
    await kept.store.inbox.accept(entry());
    const before = await claimOne(kept.store);
    await kept.reopen();
    if (isShared) {
      expect(await claimAll(kept.store)).toEqual([]);
      kept.time.advance(LEASE_MS);
    }
    expect(await claimOne(kept.store)).toMatchObject({ key: 'IM1' });
    expect(await kept.store.workQueue.complete(before, [activity()])).toBe('lost');
  });

  it('throws the result away when the caller has finished the entry meanwhile', async () => {
    await kept.store.inbox.accept(entry());
    const claimed = await claimOne(kept.store);
    await kept.store.inbox.finish('IM1');
    expect(await kept.store.workQueue.complete(claimed, [activity()])).toBe('kept');
    expect(await nextKeys(kept.store)).toEqual([]);
  });

  it('hands a lane out again when something arrives after its release', async () => {
    await kept.store.inbox.accept(entry());
    const claimed = await claimOne(kept.store);
    await kept.store.workQueue.complete(claimed, []);
    await kept.store.inbox.accept(entry({ key: 'IM2' }));
    expect(await claimAll(kept.store)).toEqual([]);
    await kept.store.workQueue.release(claimed.claim);
    expect(await claimOne(kept.store)).toMatchObject({ key: 'IM2' });
  });
});
