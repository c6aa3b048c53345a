import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { LaneClaim, WorkQueue } from '../pipeline/work-queue.ts';
import { IN_PROCESS, type TestStore } from './testing/engines.ts';
import { activity, claimAll, claimOne, entry, LEASE_MS, nextKeys } from './testing/entries.ts';
import { runPipeline, type RunningPipeline } from './testing/running-pipeline.ts';
import { turns, until } from './testing/until.ts';

const outage = (retryAfterMs?: number) =>
  Promise.reject(new GatewayError('upstream_busy', 'Twilio is busy.', retryAfterMs === undefined ? {} : { retryAfterMs }));

describe.each(IN_PROCESS)('working the inbox on $name', ({ open }) => {
  let kept: TestStore;
  let running: RunningPipeline;

  beforeEach(async () => {
    kept = await open();
    running = runPipeline(kept);
    running.pipeline.start();
  });

  afterEach(async () => {
    await running.stop();
    await kept.destroy();
  });

  const accept = (key: string, lane = 'CH1') => running.pipeline.inbox.accept(entry({ key, lane }));
  const keysWorked = () => running.worked.map(({ key }) => key);

  it('works an accepted entry at once', async () => {
    await accept('IM1');
    await until(() => running.told.includes('worked onMessageAdded 1'));
    expect(running.worked).toEqual([{ key: 'IM1', second: 0 }]);
    expect(await nextKeys(kept.store)).toEqual(['IM1']);
  });

  it('works what it finds at start', async () => {
    await running.stop();
    await kept.store.inbox.accept(entry());
    running = runPipeline(kept);
    running.pipeline.start();
    await until(() => running.told.length > 0);
    expect(keysWorked()).toEqual(['IM1']);
  });

  it('keeps the order of a lane, while another overtakes it', async () => {
    const slow = Promise.withResolvers<readonly Activity[]>();
    running.handle = ({ key }) => (key === 'a1' ? slow.promise : Promise.resolve([]));
    await accept('a1');
    await accept('a2');
    await accept('b1', 'CH2');
    await until(() => running.told.length === 1);
    expect(keysWorked()).toEqual(['a1', 'b1']);
    slow.resolve([]);
    await until(() => running.told.length === 3);
    expect(keysWorked()).toEqual(['a1', 'b1', 'a2']);
  });

  it('works 64 lanes at a time, and the next as soon as one is free', async () => {
    const slow = Promise.withResolvers<readonly Activity[]>();
    running.handle = ({ key }) => (key === 'k3' ? slow.promise : new Promise(() => undefined));
    await Promise.all(Array.from({ length: 70 }, (_, number) => accept(`k${number}`, `CH${number}`)));
    await turns();
    expect(running.worked).toHaveLength(64);
    slow.resolve([]);
    await until(() => running.worked.length === 65);
  });

  it('tries an outage again, later each time, and the lane waits', async () => {
    running.handle = () => outage();
    await accept('a1');
    await accept('a2');
    await turns();
    await running.pass(35_000, 1_000);
    expect(running.worked.map(({ key, second }) => `${key} ${second}`)).toEqual(['a1 0', 'a1 1', 'a1 3', 'a1 7', 'a1 15', 'a1 31']);
    running.handle = () => Promise.resolve([]);
    await running.pass(32_000, 1_000);
    expect(keysWorked().slice(-2)).toEqual(['a1', 'a2']);
    expect(running.told.at(0)).toBe('retry inbox onMessageAdded upstream_busy');
  });

  it('does not count what was not tried: the breaker is open', async () => {
    running.handle = () =>
      Promise.reject(new GatewayError('upstream_busy', 'Salesforce is down', { retryAfterMs: 10_000, isUntried: true }));
    await accept('a1');
    await running.pass(600_000, 1_000);
    running.handle = () => Promise.reject(new GatewayError('upstream_failed', 'Salesforce is down'));
    const before = running.worked.length;
    await running.pass(13_000, 1_000);
    // As after a first failure: a second, then two; not after a quarter of an hour.
    expect(before).toBeGreaterThan(50);
    expect(running.worked.length - before).toBeGreaterThanOrEqual(3);
  });

  it('waits as long as the other side asks', async () => {
    running.handle = () => outage(20_000);
    await accept('a1');
    await turns();
    await running.pass(21_000, 1_000);
    expect(running.worked.map(({ second }) => second)).toEqual([0, 20]);
  });

  it('sets aside what was refused for good, and goes on', async () => {
    running.handle = ({ key }) =>
      key === 'a1' ? Promise.reject(new GatewayError('not_found', 'The conversation is gone.')) : Promise.resolve([]);
    await accept('a1');
    await accept('a2');
    await until(() => running.told.includes('worked onMessageAdded 0'));
    expect(running.told).toEqual(['dead inbox onMessageAdded', 'worked onMessageAdded 0']);
    expect((await kept.store.backlog.counts()).inbox).toMatchObject({ ready: 0, dead: 1 });
  });

  it('tries a bug ten times again, however many outages came between, then sets it aside; no message reaches the log', async () => {
    let calls = 0;
    running.handle = () => (++calls <= 15 ? outage() : Promise.reject(new TypeError('cannot read "Hello Mara"')));
    await accept('a1');
    await running.pass(40 * 900_000, 900_000);
    expect(running.worked).toHaveLength(15 + 11);
    expect(running.told.at(-1)).toBe('dead inbox onMessageAdded');
    expect(JSON.stringify(running.logged)).toContain('TypeError');
    expect(JSON.stringify(running.logged)).not.toContain('Mara');
  });

  it('keeps its lease while the handler takes its time', async () => {
    const slow = Promise.withResolvers<readonly Activity[]>();
    running.handle = () => slow.promise;
    await accept('a1');
    await running.pass(100_000, 5_000);
    expect(await claimAll(kept.store)).toEqual([]);
    slow.resolve([activity()]);
    await until(() => running.told.length > 0);
    expect(await nextKeys(kept.store)).toEqual(['IM1']);
  });

  it('works a held entry when its time has come', async () => {
    await running.pipeline.inbox.accept(entry(), { holdMs: 10_000 });
    await running.pass(9_000, 1_000);
    expect(running.worked).toEqual([]);
    await running.pass(2_000, 1_000);
    expect(keysWorked()).toEqual(['IM1']);
  });

  it('throws away what the handler brings after its lane has passed to another', async () => {
    await running.stop();
    const claims: LaneClaim[] = [];
    const claimLanes: WorkQueue['claimLanes'] = async (options) => {
      claims.push(...(await kept.store.workQueue.claimLanes(options)));
      return claims;
    };
    const slow = Promise.withResolvers<readonly Activity[]>();
    running = runPipeline(kept, { workQueue: { ...kept.store.workQueue, claimLanes } });
    running.handle = () => slow.promise;
    running.pipeline.start();
    await accept('a1');
    await until(() => running.worked.length === 1);
    for (const claim of claims) await kept.store.workQueue.release(claim);
    const other = await claimOne(kept.store);
    slow.resolve([activity({ key: 'late' })]);
    await turns();
    expect(running.told).toEqual([]);
    await kept.store.workQueue.complete(other, [activity({ key: 'present' })]);
    expect(await nextKeys(kept.store)).toEqual(['present']);
  });

  it('goes on when the store fails for a while', async () => {
    await running.stop();
    let isBroken = true;
    const broken = () => Promise.reject(new GatewayError('store_unavailable', 'The disk is full.'));
    const { workQueue } = kept.store;
    const complete: WorkQueue['complete'] = (...work) => (isBroken ? broken() : workQueue.complete(...work));
    const retryLater: WorkQueue['retryLater'] = (...work) => (isBroken ? broken() : workQueue.retryLater(...work));
    running = runPipeline(kept, { workQueue: { ...workQueue, complete, retryLater } });
    running.pipeline.start();
    await accept('a1');
    await until(() => running.logged.length > 0);
    isBroken = false;
    await running.pass(LEASE_MS + 1_000, 1_000);
    expect(running.told).toContain('worked onMessageAdded 1');
    expect(await kept.store.backlog.counts()).toMatchObject({ inbox: { ready: 0, dead: 0 }, outbox: { ready: 0 } });
  });
});
