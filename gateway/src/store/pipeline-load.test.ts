import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import type { Activity, PublishResult } from '../pipeline/activity.ts';
import { IN_PROCESS, type TestStore } from './testing/engines.ts';
import { activity, fillOutbox } from './testing/entries.ts';
import { runPipeline, SETTINGS, stored, type RunningPipeline } from './testing/running-pipeline.ts';
import { turns, until } from './testing/until.ts';

describe.each(IN_PROCESS)('publishing under load on $name', ({ open }) => {
  let kept: TestStore;
  let running: RunningPipeline;

  beforeEach(async () => {
    kept = await open();
  });
  afterEach(async () => {
    await running.stop();
    await kept.destroy();
  });

  const start = async (...overrides: Partial<Parameters<typeof runPipeline>[1]>[]) => {
    running = runPipeline(kept, Object.assign({}, ...overrides) as object);
    running.pipeline.start();
    await turns();
  };
  /** So many conversations, each with so many messages. */
  const fill = (conversations: number, messages: number) =>
    fillOutbox(
      kept.store,
      Array.from({ length: conversations * messages }, (_, number) => {
        const conversationSid = `CH${number % conversations}`;
        const index = Math.floor(number / conversations);
        return activity({ key: `${conversationSid}-${index}`, conversationSid, index });
      }),
    );
  const accept = async (key: string, lane = key) => {
    const fields = { key, lane, conversationSid: lane, kind: 'onMessageAdded', payload: '{}' };
    await running.pipeline.inbox.accept(fields);
    await until(() => running.worked.some((work) => work.key === key));
    await turns();
  };
  const sizes = () => running.batches.map((batch) => batch.length);

  it('has up to three batches of different conversations under way, each conversation in order', async () => {
    const slow = Promise.withResolvers<undefined>();
    running = runPipeline(kept);
    running.publish = (activities) => slow.promise.then(() => stored(activities));
    await fill(4, 300);
    running.pipeline.start();
    await until(() => running.batches.length > 0);
    await turns();
    expect(running.batches.length).toBeLessThanOrEqual(3);
    const under = running.batches.map((batch) => new Set(batch.map(({ conversationSid }) => conversationSid)));
    expect(under.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(under.flatMap((set) => [...set])).size);
    slow.resolve(undefined);
    await until(() => running.batches.flat().length >= 1_200);
    for (const conversationSid of ['CH0', 'CH1', 'CH2', 'CH3']) {
      const published = running.batches.flat().filter((each) => each.conversationSid === conversationSid);
      expect(published.map(({ index }) => index)).toEqual(Array.from({ length: published.length }, (_, index) => index));
    }
  });

  it('sends about one request a second while messages trickle in', async () => {
    await start();
    for (let message = 0; message < 150; message++) {
      await accept(`m${message}`);
      await running.pass(20);
    }
    await running.pass(1_000);
    expect(running.batches.flat()).toHaveLength(150);
    expect(running.batches.length).toBeLessThanOrEqual(5);
    expect(sizes()[0]).toBeLessThan(10);
  });

  it('keeps to the rate, however much waits', async () => {
    await fill(10, 60);
    await start({ settings: { ...SETTINGS, publishPerHour: 7_200 } });
    await running.pass(50);
    expect(running.batches.flat()).toHaveLength(120); // a minute's share at once
    await running.pass(60_000, 1_000);
    expect(running.batches.flat().length).toBeLessThanOrEqual(240);
    expect(running.batches.flat().length).toBeGreaterThanOrEqual(200);
  });

  it('pauses altogether when the org may publish no more this hour, without counting it against anything', async () => {
    await fill(2, 1);
    await start();
    await running.stop();
    await fillOutbox(kept.store, [activity({ key: 'a' }), activity({ key: 'b', index: 1 })]);
    running = runPipeline(kept);
    running.publish = ([first, ...others]: readonly Activity[]) =>
      Promise.resolve([
        { dedupeKey: first?.dedupeKey ?? '', outcome: 'stored', replayId: 'AAAB' },
        ...others.map(({ dedupeKey }): PublishResult => ({
          dedupeKey,
          outcome: 'refused',
          reason: 'LIMIT_EXCEEDED',
          isTransient: true,
          cause: 'limit',
        })),
      ]);
    running.pipeline.start();
    await until(() => running.batches.length === 1);
    await turns();
    running.publish = stored;
    await running.pass(299_000, 1_000);
    expect(running.batches).toHaveLength(1);
    expect(await kept.store.backlog.counts()).toMatchObject({ outbox: { ready: 1, dead: 0 } });
    await running.pass(2_000, 1_000);
    expect(running.batches.at(-1)?.map(({ key }) => key)).toEqual(['b']);
  });

  it('gives an event that is refused alone ten tries, whatever the request is refused for', async () => {
    await start();
    running.publish = (activities) =>
      Promise.resolve(
        activities.map(({ dedupeKey }) => ({ dedupeKey, outcome: 'refused', reason: 'odd', isTransient: true, cause: 'suspect' })),
      );
    await accept('a1');
    await running.pass(20 * 60_000, 10_000);
    expect(running.batches).toHaveLength(11);
    expect(running.told).toContain('dead outbox message');
  });

  it('writes nothing of a batch whose conversations have passed to another publisher', async () => {
    await fill(1, 2);
    const slow = Promise.withResolvers<readonly PublishResult[]>();
    running = runPipeline(kept, {
      outbox: { ...kept.store.outbox, renew: () => Promise.reject(new GatewayError('store_unavailable', 'The disk is full.')) },
    });
    running.publish = () => slow.promise.then((results) => [...results]);
    running.pipeline.start();
    await until(() => running.batches.length === 1);
    running.publish = stored;
    await running.pass(31_000, 1_000); // the lease runs out: the next look takes the conversation again
    expect(running.batches).toHaveLength(2);
    const refused = { outcome: 'refused', reason: 'too late', isTransient: false } as const;
    slow.resolve(['CH0-0', 'CH0-1'].map((dedupeKey) => ({ dedupeKey, ...refused })));
    await turns();
    expect(await kept.store.backlog.counts()).toMatchObject({ outbox: { ready: 0, dead: 0 } });
    expect(running.told).not.toContain('dead outbox message');
  });
});
