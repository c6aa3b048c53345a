import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { requestTurns } from '../reconciliation/request-turns.ts';
import { handTimers } from '../testing/hand-timers.ts';
import { IN_PROCESS, onShared, type TestStore } from './testing/engines.ts';
import { claimAll, claimOne, entry } from './testing/entries.ts';
import { runPipeline, stored, type RunningPipeline } from './testing/running-pipeline.ts';
import { turns, until } from './testing/until.ts';

const HOUR_MS = 3_600_000;

describe.each(IN_PROCESS)('a pipeline whose clock is set back an hour, on $name', ({ open }) => {
  let kept: TestStore;
  let running: RunningPipeline;

  const start = async (...options: Parameters<typeof runPipeline> extends [unknown, ...infer Rest] ? Rest : never) => {
    running = runPipeline(kept, ...options);
    running.pipeline.start();
    await turns();
  };
  const accept = async (key: string) => {
    await running.pipeline.inbox.accept(entry({ key, lane: key }));
    await until(() => running.worked.some((work) => work.key === key));
    await turns();
  };
  const keys = () => running.batches.map((batch) => batch.map(({ key }) => key));

  beforeEach(async () => (kept = await open()));
  afterEach(async () => {
    await running.stop();
    await kept.destroy();
  });

  it('publishes what comes next no later than it would have', async () => {
    await start();
    await accept('IM1');
    await running.pass(50);
    kept.time.setBack(HOUR_MS);
    await accept('IM2');
    await running.pass(1_000);
    expect(keys()).toEqual([['IM1'], ['IM2']]);
  });

  it('tries again after an outage no later than it would have', async () => {
    await start();
    running.publish = () => Promise.reject(new GatewayError('upstream_failed', 'nobody is there'));
    await accept('IM1');
    await running.pass(50);
    kept.time.setBack(HOUR_MS);
    running.publish = stored;
    await running.pass(1_000);
    expect(keys()).toEqual([['IM1'], ['IM1']]);
  });

  it('asks for receipts again no later than it would have', async () => {
    const asked: number[] = [];
    await start({
      triggers: {
        all: () => (asked.push(kept.time.monotonicMs()), Promise.reject(new GatewayError('upstream_failed', 'nobody is there'))),
      },
    });
    /** How long until it has asked so often, in steps of a round. */
    const passUntilAsked = async (times: number) => {
      const startedAt = kept.time.monotonicMs();
      while (asked.length < times && kept.time.monotonicMs() - startedAt < HOUR_MS) await running.pass(5_000);
      return kept.time.monotonicMs() - startedAt;
    };
    await accept('IM1');
    await passUntilAsked(1);
    kept.time.setBack(HOUR_MS);
    expect(await passUntilAsked(2)).toBeLessThan(60_000);
  });
});

describe('requests in turn', () => {
  it('keep their pace when the clock is set back', async () => {
    const time = handTimers();
    const { inTurn } = requestTurns({ monotonicMs: time.monotonicMs, timers: time, perSecond: 2 });
    await inTurn(() => Promise.resolve());
    time.setBack(HOUR_MS);
    let isAnswered = false;
    void inTurn(() => Promise.resolve()).then(() => (isAnswered = true));
    await time.advance(500);
    await turns();
    expect(isAnswered).toBe(true);
  });
});

onShared("a database server's clock that is set back ten minutes, on $name", ({ open }) => {
  it('keeps leases and pauses of before waiting until it has caught up, and nothing that comes after it', async () => {
    const kept = await open();
    try {
      await kept.store.inbox.accept(entry({ key: 'IM1', lane: 'abandoned' }));
      await claimOne(kept.store); // by a gateway that dies
      kept.time.setBack(10 * 60_000);
      await kept.store.inbox.accept(entry({ key: 'IM2', lane: 'new' }));
      expect(await claimAll(kept.store)).toMatchObject([{ lane: 'new' }]);
      kept.time.advance(10 * 60_000 + 30_000);
      expect((await claimAll(kept.store)).map(({ lane }) => lane)).toContain('abandoned');
    } finally {
      await kept.destroy();
    }
  });
});
