import type { Timers } from '../clock.ts';
import type { Log } from '../log.ts';
import type { LaneClaim, WorkQueue } from './work-queue.ts';

export interface LeaseDeps {
  readonly workQueue: Pick<WorkQueue, 'renew'>;
  readonly timers: Timers;
  readonly log: Log;
  readonly leaseMs: number;
}

/** Renews a claim three times a lease, until the function it answers is called, or the lane has passed to somebody else. */
export function keepLease({ workQueue, timers, log, leaseMs }: LeaseDeps) {
  return (claim: LaneClaim): (() => void) => {
    let isOver = false;
    const renew = async () => {
      const held = await workQueue.renew(claim, leaseMs).catch(() => 'unknown' as const);
      if (held === 'lost') log.warn({ lane: claim.lane }, 'lease lost while working');
      if (held !== 'lost' && !isOver) timer = arm();
    };
    const arm = () => timers.after(leaseMs / 3, () => void renew());
    let timer = arm();
    return () => {
      isOver = true;
      timer.cancel();
    };
  };
}
