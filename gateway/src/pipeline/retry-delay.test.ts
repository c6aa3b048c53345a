import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_RETRY_MS, retryDelay } from './retry-delay.ts';

describe('the delay of a retry', () => {
  const middle = retryDelay({ baseMs: 1_000, random: () => 0.5 });

  it('doubles', () => {
    expect([0, 1, 2, 9].map((attempts) => middle({ attempts }))).toEqual([1_000, 2_000, 4_000, 512_000]);
  });

  it('is spread by a tenth either way', () => {
    expect(retryDelay({ baseMs: 1_000, random: () => 0 })({ attempts: 0 })).toBe(900);
    expect(retryDelay({ baseMs: 1_000, random: () => 0.999_999 })({ attempts: 0 })).toBe(1_100);
  });

  it('is never shorter than what the other side asked for, up to an hour', () => {
    expect(middle({ attempts: 0, retryAfterMs: 60_000 })).toBe(60_000);
    expect(middle({ attempts: 6, retryAfterMs: 60_000 })).toBe(64_000);
    expect(middle({ attempts: 0, retryAfterMs: 86_400_000 })).toBe(3_600_000);
  });

  it('stays between a millisecond and a quarter of an hour, and varies there too', () => {
    const numbers = fc.record({
      attempts: fc.nat(),
      baseMs: fc.integer({ min: 1, max: 60_000 }),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(numbers, ({ attempts, baseMs, random }) => {
        const delay = retryDelay({ baseMs, random: () => random })({ attempts });
        expect(delay).toBeGreaterThanOrEqual(1);
        expect(delay).toBeLessThanOrEqual(MAX_RETRY_MS);
      }),
    );
    expect(middle({ attempts: 1_000_000 })).toBeLessThan(retryDelay({ baseMs: 1_000, random: () => 0.9 })({ attempts: 1_000_000 }));
  });
});
