import { describe, expect, it } from '@jest/globals';
import { dailyAllowance } from './daily-allowance.ts';

describe('the daily allowance', () => {
  it('is scarce below a tenth, says so once, and says when it is over', () => {
    const told: (number | string | undefined)[] = [];
    const note = (_fields: unknown, message?: string) => void told.push(message);
    const log = { debug: note, info: note, warn: note, error: note };
    const allowance = dailyAllowance({ onRemaining: (calls) => told.push(calls), log });
    const scarce = [90_000, 90_001, 95_000, 0].map((used) => {
      allowance.onUsage({ used, limit: 100_000 });
      return allowance.isScarce();
    });
    expect(scarce).toEqual([false, true, true, false]);
    expect(told).toEqual([
      10_000,
      9_999,
      'the org has few API requests left today: receipts slow down',
      5_000,
      100_000,
      'the org has API requests again',
    ]);
  });
});
