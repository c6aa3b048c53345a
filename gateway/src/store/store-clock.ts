import type { Clock } from '../clock.ts';

export interface StoreClockDeps {
  /** The time of day, which an operator or NTP may set back. */
  readonly clock: Clock;
  /** Milliseconds since some moment: never back, and as fast as time. */
  readonly steady: () => number;
}

export interface StoreClock {
  /** Milliseconds since 1970, never less than before. */
  readonly now: () => number;
  /** It is at least this late: a store that was written then is being read. */
  readonly notBefore: (moment: number) => void;
}

/**
 * The time by which a store in this process reckons. It follows the time of day forwards (a machine that slept, a clock
 * that was late). When the time of day goes back, it goes on at its own pace: it neither goes back, which would keep every
 * lease and every retry waiting for the difference, nor stands still until the time of day has caught up.
 */
export function storeClock({ clock, steady }: StoreClockDeps): StoreClock {
  let last = clock.now().getTime();
  let at = steady();
  const now = () => {
    const moment = steady();
    last = Math.max(clock.now().getTime(), last + Math.floor(moment - at));
    at += Math.floor(moment - at);
    return last;
  };
  return {
    now,
    notBefore: (moment) => {
      last = Math.max(now(), moment);
    },
  };
}
