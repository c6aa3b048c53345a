import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import type { Activity, PublishResult } from '../pipeline/activity.ts';
import { IN_PROCESS, type TestStore } from './testing/engines.ts';
import { activity, entry, fillOutbox, nextKeys } from './testing/entries.ts';
import { runPipeline, stored, type RunningPipeline } from './testing/running-pipeline.ts';
import { turns, until } from './testing/until.ts';

/** Stores all but one, which is refused. */
const refusing =
  (key: string, isTransient: boolean) =>
  async (activities: readonly Activity[]): Promise<PublishResult[]> =>
    (await stored(activities)).map((result) =>
      result.dedupeKey === key ? { dedupeKey: key, outcome: 'refused', reason: 'Salesforce refuses it.', isTransient } : result,
    );

describe.each(IN_PROCESS)('publishing the outbox on $name', ({ open }) => {
  let kept: TestStore;
  let running: RunningPipeline;

  beforeEach(async () => {
    kept = await open();
    running = runPipeline(kept);
    running.pipeline.start();
    await turns();
  });

  afterEach(async () => {
    await running.stop();
    await kept.destroy();
  });

  const accept = async (key: string, lane = 'CH1') => {
    await running.pipeline.inbox.accept(entry({ key, lane }));
    await until(() => running.worked.some((work) => work.key === key));
    await turns();
  };
  const batches = () => running.batches.map((batch) => batch.map(({ dedupeKey }) => dedupeKey));
  const counts = async () => (await kept.store.backlog.counts()).outbox;

  it('collects for the linger, then publishes all at once', async () => {
    await accept('a1');
    await running.pass(30);
    await accept('b1', 'CH2');
    await running.pass(19);
    expect(batches()).toEqual([]);
    await running.pass(1);
    expect(batches()).toEqual([['a1', 'b1']]);
    expect(await counts()).toMatchObject({ ready: 0, dead: 0 });
  });

  it('collects anew what is added while it claims', async () => {
    await running.stop();
    const late = { isDue: true };
    const outbox: typeof kept.store.outbox = {
      ...kept.store.outbox,
      claimBatch: async (limits) => {
        const batch = await kept.store.outbox.claimBatch(limits);
        if (batch.items.length > 0 && late.isDue) {
          late.isDue = false;
          await accept('b1', 'CH2');
        }
        return batch;
      },
    };
    running = runPipeline(kept, { outbox });
    running.pipeline.start();
    await turns();
    await accept('a1');
    await running.pass(50);
    await until(() => running.worked.length === 2);
    await running.pass(1_000, 50);
    expect(batches()).toEqual([['a1'], ['b1']]);
  });

  it('does not wait when a request is full', async () => {
    const keys = Array.from({ length: 200 }, (_, number) => `k${number}`);
    await Promise.all(keys.map((key) => accept(key, key)));
    await until(() => running.batches.length > 0);
    expect(batches()[0]?.length).toBe(200);
  });

  it('publishes what it finds at start, batch after batch', async () => {
    await running.stop();
    await fillOutbox(
      kept.store,
      Array.from({ length: 450 }, (_, index) => activity({ key: `k${index}`, index })),
    );
    running = runPipeline(kept);
    running.pipeline.start();
    await until(() => running.batches.length === 3);
    expect(batches().map((batch) => batch.length)).toEqual([200, 200, 50]);
    expect(batches().flat()).toEqual(Array.from({ length: 450 }, (_, index) => `k${index}`));
  });

  it('has one batch under way at a time', async () => {
    const slow = Promise.withResolvers<undefined>();
    running.publish = (activities) => slow.promise.then(() => stored(activities));
    await accept('a1');
    await running.pass(50);
    await accept('a2');
    await running.pass(5_000, 50);
    expect(batches()).toEqual([['a1']]);
    slow.resolve(undefined);
    await turns();
    await running.pass(50);
    expect(batches()).toEqual([['a1'], ['a2']]);
  });

  it('puts off what was refused for now, publishes the rest, and tries again', async () => {
    running.publish = refusing('a1', true);
    await accept('a1');
    await accept('b1', 'CH2');
    await running.pass(50);
    expect(await counts()).toMatchObject({ ready: 1, dead: 0 });
    running.publish = stored;
    await running.pass(2_000, 50);
    expect(batches()).toEqual([['a1', 'b1'], ['a1']]);
    expect(running.told).toContain('retry outbox message refused');
    expect(await counts()).toMatchObject({ ready: 0, dead: 0 });
  });

  it('sets aside what was refused for good, and publishes the rest', async () => {
    running.publish = refusing('a1', false);
    await accept('a1');
    await accept('b1', 'CH2');
    await running.pass(50);
    await running.pass(60_000, 1_000);
    expect(batches()).toEqual([['a1', 'b1']]);
    expect(running.told).toContain('dead outbox message');
    expect(await counts()).toMatchObject({ ready: 0, dead: 1 });
  });

  it('waits out an outage, longer each time, with the outbox untouched', async () => {
    const seconds: number[] = [];
    const startedAt = kept.time.clock.now().getTime();
    running.publish = () => {
      seconds.push(Math.round((kept.time.clock.now().getTime() - startedAt) / 1_000));
      return Promise.reject(new GatewayError('upstream_timeout', 'Salesforce does not answer.'));
    };
    await accept('a1');
    await running.pass(20_000, 50);
    expect(seconds).toEqual([0, 1, 3, 7, 15]);
    running.publish = stored;
    await running.pass(20_000, 50);
    expect(batches().at(-1)).toEqual(['a1']);
    expect(running.batches).toHaveLength(6);
    expect(running.told).toContain('retry outbox batch upstream_timeout');
  });

  it('waits as long as Salesforce asks', async () => {
    running.publish = () => Promise.reject(new GatewayError('upstream_busy', 'Too many events.', { retryAfterMs: 120_000 }));
    await accept('a1');
    await running.pass(50);
    running.publish = stored;
    await running.pass(119_000, 1_000);
    expect(running.batches).toHaveLength(1);
    await running.pass(2_000, 1_000);
    expect(batches()).toEqual([['a1'], ['a1']]);
  });

  it('publishes again what was not answered', async () => {
    running.publish = () => Promise.resolve([]);
    await accept('a1');
    await running.pass(50);
    running.publish = stored;
    await running.pass(2_000, 50);
    expect(batches()).toEqual([['a1'], ['a1']]);
  });

  it('publishes again what it could not write down', async () => {
    await running.stop();
    let isBroken = true;
    const settle: typeof kept.store.outbox.settle = (batch, outcomes) =>
      isBroken ? Promise.reject(new GatewayError('store_unavailable', 'The disk is full.')) : kept.store.outbox.settle(batch, outcomes);
    running = runPipeline(kept, { outbox: { ...kept.store.outbox, settle } });
    running.pipeline.start();
    await accept('a1');
    await running.pass(50);
    isBroken = false;
    await running.pass(2_000, 50);
    expect(batches()).toEqual([['a1'], ['a1']]);
    expect(await nextKeys(kept.store)).toEqual([]);
  });

  it('logs no body and no address', async () => {
    running.publish = refusing('a1', false);
    running.handle = ({ key }) => Promise.resolve([activity({ key, body: 'Hello Mara', customerAddress: '+15550100111' })]);
    await accept('a1');
    await running.pass(50);
    expect(running.logged).toHaveLength(1);
    expect(JSON.stringify(running.logged)).not.toMatch(/Mara|0100111/);
  });
});
