import type { Log } from '../log.ts';
import type { ApiUsage } from './client.ts';

export interface DailyAllowance {
  readonly onUsage: (usage: ApiUsage) => void;
  /** Less than a tenth is left: what can wait, waits. Callbacks cannot. */
  readonly isScarce: () => boolean;
}

/** Below this share of the day's API requests we leave the rest to the people who text, and to whatever else the org has. */
const SCARCE = 0.1;

export interface DailyAllowanceDeps {
  readonly onRemaining: (calls: number) => void;
  readonly log: Log;
}

/** Knows how many API requests the org has left today, from the answers that it gives anyway. */
export function dailyAllowance({ onRemaining, log }: DailyAllowanceDeps): DailyAllowance {
  let isScarce = false;
  return {
    onUsage: ({ used, limit }) => {
      const remaining = Math.max(0, limit - used);
      onRemaining(remaining);
      const wasScarce = isScarce;
      isScarce = remaining < limit * SCARCE;
      if (isScarce && !wasScarce) log.warn({ remaining, limit }, 'the org has few API requests left today: receipts slow down');
      if (!isScarce && wasScarce) log.info({ remaining, limit }, 'the org has API requests again');
    },
    isScarce: () => isScarce,
  };
}
