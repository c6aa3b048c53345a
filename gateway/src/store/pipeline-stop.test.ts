import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Activity } from '../pipeline/activity.ts';
import { IN_PROCESS, type TestStore } from './testing/engines.ts';
import { activity, claimAll, entry, fillOutbox, nextKeys } from './testing/entries.ts';
import { runPipeline, stored, type RunningPipeline } from './testing/running-pipeline.ts';
import { turns, until } from './testing/until.ts';

describe.each(IN_PROCESS)('stopping the pipeline on $name', ({ open }) => {
  let kept: TestStore;
  let running: RunningPipeline;

  beforeEach(async () => {
    kept = await open();
    running = runPipeline(kept);
    running.pipeline.start();
    await turns();
  });

  afterEach(() => kept.destroy());

  const accept = (key: string, lane = 'CH1') => running.pipeline.inbox.accept(entry({ key, lane }));
  const batches = () => running.batches.map((batch) => batch.map(({ dedupeKey }) => dedupeKey));

  it('lets the entry under way end, publishes what it brought, and takes no other', async () => {
    const slow = Promise.withResolvers<readonly Activity[]>();
    running.handle = () => slow.promise;
    await accept('a1');
    await accept('a2');
    await until(() => running.worked.length === 1);
    const stopped = running.pipeline.stop(10_000);
    await accept('b1', 'CH2');
    slow.resolve([activity({ key: 'a1' })]);
    await stopped;
    expect(running.worked.map(({ key }) => key)).toEqual(['a1']);
    expect(batches()).toEqual([['a1']]);
    expect((await claimAll(kept.store)).map(({ lane }) => lane).sort()).toEqual(['CH1', 'CH2']);
    expect(kept.time.untilNext()).toBeUndefined();
  });

  it('waits for the batch under way, and writes down what became of it', async () => {
    const slow = Promise.withResolvers<undefined>();
    running.publish = (activities) => slow.promise.then(() => stored(activities));
    await accept('a1');
    await turns();
    await running.pass(50);
    const stopped = running.pipeline.stop(10_000);
    await turns();
    slow.resolve(undefined);
    await stopped;
    expect(batches()).toEqual([['a1']]);
    expect(await nextKeys(kept.store)).toEqual([]);
  });

  it('gives the lanes back at the deadline, and throws away what comes later', async () => {
    const slow = Promise.withResolvers<readonly Activity[]>();
    running.handle = () => slow.promise;
    await accept('a1');
    await until(() => running.worked.length === 1);
    let isStopped = false;
    const stopped = running.pipeline.stop(10_000).then(() => (isStopped = true));
    await running.pass(9_999);
    expect(isStopped).toBe(false);
    await running.pass(1);
    await stopped;
    expect(await claimAll(kept.store)).toHaveLength(1);
    slow.resolve([activity({ key: 'late' })]);
    await turns();
    expect(await nextKeys(kept.store)).toEqual([]);
    expect(batches()).toEqual([]);
  });

  it('publishes nothing after the deadline, and gives back what was under way', async () => {
    const slow = Promise.withResolvers<undefined>();
    running.publish = (activities) => slow.promise.then(() => stored(activities));
    await fillOutbox(
      kept.store,
      Array.from({ length: 300 }, (_, index) => activity({ key: `k${index}`, index })),
    );
    await running.pass(1_000);
    expect(running.batches).toHaveLength(1);
    const stopped = running.pipeline.stop(10_000);
    await running.pass(10_000);
    await stopped;
    slow.resolve(undefined);
    await turns();
    expect(running.batches).toHaveLength(1);
    expect(await nextKeys(kept.store, { maxEvents: 400, maxBytes: 3_000_000 })).toHaveLength(300);
  });

  it('does not wait for Salesforce to come back', async () => {
    running.publish = () => Promise.reject(new Error('connection refused'));
    await accept('a1');
    await turns();
    await running.pass(50);
    await running.pipeline.stop(10_000);
    expect(running.batches).toHaveLength(1);
    expect(await nextKeys(kept.store)).toEqual(['a1']);
  });
});
