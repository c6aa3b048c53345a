import { describe, expect, it } from '@jest/globals';
import { handTimers } from '../testing/hand-timers.ts';
import type { Duties } from './duties.ts';
import { withDuty } from './with-duty.ts';

const LEASE_MS = 30_000;
const claim = { duty: 'reconciliation', owner: 'us', fence: 1 } as const;

function setUp(overrides: Partial<Duties> = {}) {
  const time = handTimers();
  const calls: string[] = [];
  const duties: Duties = {
    take: () => Promise.resolve(claim),
    renew: () => Promise.resolve((calls.push('renew'), 'kept' as const)),
    release: () => Promise.resolve(void calls.push('release')),
    ...overrides,
  };
  const ignore = () => undefined;
  const log = { debug: ignore, info: ignore, warn: () => calls.push('warning'), error: ignore };
  return { time, calls, dutifully: withDuty({ duties, timers: time, log, leaseMs: LEASE_MS }) };
}

describe('a duty', () => {
  it('is kept while the work lasts, and given back whatever comes of it', async () => {
    const { time, calls, dutifully } = setUp();
    const done = dutifully('reconciliation', () => new Promise<string>((resolve) => void time.after(25_000, () => resolve('done'))));
    await time.advance(25_000);
    expect(await done).toEqual({ isMine: true, result: 'done' });
    expect(calls).toEqual(['renew', 'renew', 'release']);
    await expect(dutifully('reconciliation', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(calls.at(-1)).toBe('release');
    await time.advance(60_000);
    expect(calls).toHaveLength(4);
  });

  it('is not done while somebody else has it', async () => {
    const { dutifully } = setUp({ take: () => Promise.resolve(undefined) });
    expect(await dutifully('leaving', () => Promise.reject(new Error('was done')))).toEqual({ isMine: false });
  });

  it('that was lost is told to the work, and not given back', async () => {
    const { time, calls, dutifully } = setUp({ renew: () => Promise.resolve('lost') });
    const done = dutifully('reconciliation', async (isLost) => {
      await new Promise<void>((resolve) => void time.after(25_000, resolve));
      return isLost();
    });
    await time.advance(25_000);
    expect(await done).toEqual({ isMine: true, result: true });
    expect(calls).toEqual(['warning']);
  });

  it('outlives a store that does not answer for a moment', async () => {
    const { time, dutifully } = setUp({ renew: () => Promise.reject(new Error('busy')) });
    const done = dutifully('reconciliation', async (isLost) => {
      await new Promise<void>((resolve) => void time.after(25_000, resolve));
      return isLost();
    });
    await time.advance(25_000);
    expect(await done).toEqual({ isMine: true, result: false });
  });
});
