import type { Timers } from '../clock.ts';

export interface RenewalDeps {
  readonly timers: Timers;
  readonly leaseMs: number;
}

/**
 * Calls `renew` three times a lease, until the function it answers is called, or `renew` says that nothing is left to renew.
 * When it rejects, the next time may do better: a lease outlives two of them.
 */
export function keepRenewed({ timers, leaseMs }: RenewalDeps) {
  return (renew: () => Promise<boolean>): (() => void) => {
    let isOver = false;
    const once = async () => {
      const isHeld = await renew().catch(() => true);
      if (isHeld && !isOver) timer = arm();
    };
    const arm = () => timers.after(leaseMs / 3, () => void once());
    let timer = arm();
    return () => {
      isOver = true;
      timer.cancel();
    };
  };
}
