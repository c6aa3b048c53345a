import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import type { ActivityTrigger } from '../pipeline/activity-trigger.ts';
import { createReceiptsLoop, type ReceiptsLoop, type ReceiptsLoopDeps } from '../pipeline/receipts-loop.ts';
import { retryDelay } from '../pipeline/retry-delay.ts';
import { IN_PROCESS, type TestStore } from './testing/engines.ts';
import { activity, fillOutbox } from './testing/entries.ts';
import { turns } from './testing/until.ts';

const LISTENING: ActivityTrigger = { name: 'FrontlineActivityTrigger', status: 'Running', retries: 0, hasPassed: () => 'yes' };

describe.each(IN_PROCESS)('the loop of receipts on $name', ({ open }) => {
  let kept: TestStore;
  let asked: number;
  let looked: number;
  let answer: () => Promise<'task'>;
  let trigger: ActivityTrigger;
  let loops: ReceiptsLoop[];

  const nothing = () => undefined;
  const deps = (overrides: Partial<ReceiptsLoopDeps> = {}): ReceiptsLoopDeps => ({
    ...kept.store,
    ...kept.time,
    triggers: { all: () => ((looked += 1), Promise.resolve([trigger])) },
    receipts: {
      receiptsOf: async (keys) => {
        asked += 1;
        const fate = await answer();
        return new Map(keys.map((key) => [key, { fate }]));
      },
    },
    retry: retryDelay({ baseMs: 1_000, random: () => 0.5 }),
    secondLookMs: 60_000,
    leaseMs: 30_000,
    isScarce: () => false,
    onAdded: nothing,
    observer: { onWorked: nothing, onPublished: nothing, onRetry: nothing, onDead: nothing, onReceipt: nothing, onRepublished: nothing },
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    ...overrides,
  });
  const start = async (overrides: Partial<ReceiptsLoopDeps> = {}) => {
    const loop = createReceiptsLoop(deps(overrides));
    loops.push(loop);
    loop.start();
    await turns();
    return loop;
  };
  const publish = async (...keys: string[]) => {
    await fillOutbox(
      kept.store,
      keys.map((key) => activity({ key, conversationSid: key })),
    );
    const batch = await kept.store.outbox.claimBatch({ maxEvents: 200, maxBytes: 3_000_000, leaseMs: 30_000 });
    const outcomes = batch.items.map((item) => ({ dedupeKey: item.activity.dedupeKey, outcome: 'published', replayId: 'AAAB' }) as const);
    await kept.store.outbox.settle(batch, outcomes);
  };
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 5_000) {
      kept.time.advance(5_000);
      await turns();
    }
  };

  beforeEach(async () => {
    kept = await open();
    asked = 0;
    looked = 0;
    answer = () => Promise.resolve('task');
    trigger = LISTENING;
    loops = [];
  });
  afterEach(async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
    await kept.destroy();
  });

  it('asks Salesforce nothing while nothing waits', async () => {
    await start();
    await pass(600_000);
    expect([looked, asked]).toEqual([0, 0]);
  });

  it('leaves the questions to whoever has the duty, until its lease is over', async () => {
    const { duties } = kept.store;
    let isElsewhere = true;
    await start({
      duties: {
        take: (duty, leaseMs) => (isElsewhere ? Promise.resolve(undefined) : duties.take(duty, leaseMs)),
        renew: (claim, leaseMs) => duties.renew(claim, leaseMs),
        release: (claim) => duties.release(claim),
      },
    });
    await publish('IM1');
    await pass(60_000);
    expect(asked).toBe(0);
    isElsewhere = false;
    await pass(5_000);
    expect(asked).toBe(1);
  });

  it('asks less and less often while Salesforce does not answer, and settles once it does', async () => {
    answer = () => Promise.reject(new GatewayError('upstream_refused', 'no such resource'));
    await start();
    await publish('IM1');
    await pass(3_600_000);
    expect(asked).toBeLessThan(16);
    answer = () => Promise.resolve('task');
    await pass(900_000);
    expect(await kept.store.published.due(1)).toEqual([]);
  });

  it('looks once a minute at a trigger that has stopped, and asks nothing', async () => {
    trigger = { ...LISTENING, status: 'Suspended' };
    await start();
    await publish('IM1');
    await pass(600_000);
    expect(asked).toBe(0);
    expect(looked).toBeLessThanOrEqual(11);
  });

  it('slows down when the org has few requests left', async () => {
    await start({ isScarce: () => true });
    for (let minute = 0; minute < 5; minute++) {
      await publish(`IM${minute}`);
      await pass(60_000);
    }
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('stops without waiting for what is not there yet, and gives the duty back', async () => {
    const slow = Promise.withResolvers<'task'>();
    answer = () => slow.promise;
    const loop = await start();
    await publish('IM1');
    await pass(20_000);
    const stopped = loop.stop();
    slow.resolve('task');
    await stopped;
    expect(await kept.store.published.due(1)).toEqual([]);
    expect(await kept.store.duties.take('receipts', 1_000)).toBeDefined();
    expect(kept.time.untilNext()).toBeUndefined();
  });
});
