import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeWindow, WINDOW_MS } from './whatsapp-window.ts';

const NOW = Date.UTC(2026, 10, 20, 9);
const moment = fc.option(fc.integer({ min: NOW - 3 * WINDOW_MS, max: NOW }), { nil: undefined });

describe('judgeWindow', () => {
  it.each([
    [{}, 'unknown'],
    [{ heardAt: NOW }, 'open'],
    [{ heardAt: NOW - WINDOW_MS + 1 }, 'open'],
    [{ heardAt: NOW - WINDOW_MS }, 'closed'],
    [{ closedAt: NOW - 10 * WINDOW_MS }, 'closed'],
    [{ heardAt: NOW - 5, closedAt: NOW - 5 }, 'closed'],
    [{ heardAt: NOW - 4, closedAt: NOW - 5 }, 'open'],
  ])('%j is %s', (known: { heardAt?: number; closedAt?: number }, state) => {
    const dates = Object.fromEntries(Object.entries(known).map(([name, at]) => [name, new Date(at)]));
    expect(judgeWindow(dates, new Date(NOW)).state).toBe(state);
  });

  it('is never open without a word of the customer in the last day, and closes 24 hours after it', () => {
    fc.assert(
      fc.property(moment, moment, (heardAt, closedAt) => {
        const known = {
          ...(heardAt !== undefined && { heardAt: new Date(heardAt) }),
          ...(closedAt !== undefined && { closedAt: new Date(closedAt) }),
        };
        const judged = judgeWindow(known, new Date(NOW));
        if (judged.state !== 'open') return;
        expect(judged.closesAt.getTime()).toBe((heardAt ?? NaN) + WINDOW_MS);
        expect(judged.closesAt.getTime()).toBeGreaterThan(NOW);
      }),
    );
  });
});
