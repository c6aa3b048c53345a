import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishRate } from './publish-rate.ts';

const HOUR_MS = 60 * 60_000;

describe('the rate of publishing', () => {
  it("lets a minute's share go at once, and the rest as time passes", () => {
    let now = 0;
    const rate = publishRate({ monotonicMs: () => now, perHour: 3_600 });
    expect(rate.allowance(200)).toEqual({ events: 60, waitMs: 0 });
    rate.spend(60);
    expect(rate.allowance(200)).toEqual({ events: 0, waitMs: 60_000 });
    expect(rate.allowance(10)).toEqual({ events: 0, waitMs: 10_000 });
    now += 5_000;
    expect(rate.allowance(200)).toEqual({ events: 5, waitMs: 0 });
  });

  it("never lets more than an hour's events and a minute's share out in any hour", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 120_000 }), fc.integer({ min: 1, max: 5_000 })), { maxLength: 100 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 60, max: 500_000 }), (moves, perHour) => {
        let now = 0;
        const rate = publishRate({ monotonicMs: () => now, perHour });
        const sent: { at: number; events: number }[] = [];
        for (const [ms, wanted] of moves) {
          now += ms;
          const { events } = rate.allowance(wanted);
          rate.spend(events);
          sent.push({ at: now, events });
        }
        for (const { at } of sent) {
          const inHour = sent.filter((each) => each.at >= at && each.at < at + HOUR_MS).reduce((sum, { events }) => sum + events, 0);
          expect(inHour).toBeLessThanOrEqual(perHour + perHour / 60 + 1);
        }
      }),
    );
  });
});
