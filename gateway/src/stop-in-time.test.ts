import { describe, expect, it } from '@jest/globals';
import { stopInTime } from './stop-in-time.ts';
import { handTimers } from './testing/hand-timers.ts';

const never = () => new Promise<void>(() => undefined);

function setUp() {
  const time = handTimers();
  const warned: string[] = [];
  const nothing = () => undefined;
  const warn = (_fields: unknown, message?: string) => void warned.push(message ?? '');
  const stop = stopInTime({ timers: time, log: { debug: nothing, info: nothing, warn, error: nothing } });
  return { time, warned, stop };
}

describe('stopping', () => {
  it('ends with the last that stops, told the deadline, though one fails', async () => {
    const { time, warned, stop } = setUp();
    const told: number[] = [];
    const slow = { stop: (ms: number) => (told.push(ms), new Promise<void>((resolve) => void time.after(3_000, resolve))) };
    const failing = { stop: () => Promise.reject(new Error('no')) };
    let isStopped = false;
    const stopped = stop([slow, failing], 8_500).then(() => (isStopped = true));
    await time.advance(2_999);
    expect(isStopped).toBe(false);
    await time.advance(1);
    await stopped;
    expect([told, warned]).toEqual([[8_500], []]);
  });

  it('waits no longer than the deadline for one that does not stop, and says so', async () => {
    const { time, warned, stop } = setUp();
    const stopped = stop([{ stop: never }], 8_500);
    await time.advance(9_000);
    await stopped;
    expect(warned).toHaveLength(1);
  });
});
