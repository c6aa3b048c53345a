import { describe, expect, it } from '@jest/globals';
import { handTimers } from '../testing/hand-timers.ts';
import { createRepeat } from './repeat.ts';

const SECOND = 1_000;

function setUp() {
  const time = handTimers();
  const begun: number[] = [];
  const failures: unknown[] = [];
  const state = { work: () => Promise.resolve() };
  const repeat = createRepeat({
    monotonicMs: time.monotonicMs,
    timers: time,
    everyMs: 60 * SECOND,
    retryMs: 10 * SECOND,
    work: () => {
      begun.push(time.monotonicMs() / SECOND);
      return state.work();
    },
    onFailure: (error) => failures.push(error),
  });
  return { time, begun, failures, state, repeat };
}

describe('repeated work', () => {
  it('begins at once and then every so often, from start to start, never twice at the same time', async () => {
    const { time, begun, state, repeat } = setUp();
    state.work = () => new Promise((resolve) => void time.after(90 * SECOND, resolve));
    repeat.start();
    await time.advance(200 * SECOND);
    expect(begun).toEqual([0, 90, 180]);
    state.work = () => Promise.resolve();
    await time.advance(200 * SECOND);
    expect(begun.slice(3)).toEqual([270, 330, 390]);
  });

  it('keeps its pace when the clock is set back', async () => {
    const { time, begun, state, repeat } = setUp();
    state.work = () => new Promise((resolve) => void time.after(10 * SECOND, resolve));
    repeat.start();
    time.setBack(3_600 * SECOND);
    await time.advance(130 * SECOND);
    expect(begun).toEqual([0, 60, 120]);
  });

  it('is due when its time has come, or when somebody woke it', async () => {
    const { time, begun, state, repeat } = setUp();
    state.work = () => new Promise((resolve) => void time.after(20 * SECOND, resolve));
    repeat.start();
    await time.advance(5 * SECOND);
    expect(repeat.isDue()).toBe(false);
    repeat.wake();
    expect(repeat.isDue()).toBe(true);
    await time.advance(20 * SECOND);
    expect(begun).toEqual([0, 20]);
    await time.advance(30 * SECOND);
    repeat.wake();
    await time.advance(0);
    expect(begun).toEqual([0, 20, 55]);
  });

  it('comes sooner after a failure, and no more after a stop, which waits for what is under way', async () => {
    const { time, begun, failures, state, repeat } = setUp();
    state.work = () => Promise.reject(new Error('no'));
    repeat.start();
    await time.advance(25 * SECOND);
    expect([begun, failures.length]).toEqual([[0, 10, 20], 3]);
    const under = Promise.withResolvers<undefined>();
    state.work = () => under.promise.then(() => undefined);
    await time.advance(5 * SECOND);
    let isStopped = false;
    const stopped = repeat.stop().then(() => (isStopped = true));
    await time.advance(0);
    expect(isStopped).toBe(false);
    under.resolve(undefined);
    await stopped;
    repeat.wake();
    await time.advance(300 * SECOND);
    expect(begun).toEqual([0, 10, 20, 30]);
  });
});
