import type { Log } from '../log.ts';
import { keepRenewed, type RenewalDeps } from './keep-renewed.ts';
import type { LaneClaim, WorkQueue } from './work-queue.ts';

export interface LeaseDeps extends RenewalDeps {
  readonly workQueue: Pick<WorkQueue, 'renew'>;
  readonly log: Log;
}

/** Renews a lane's claim until the function it answers is called, or the lane has passed to somebody else. */
export function keepLease(deps: LeaseDeps) {
  const { workQueue, log, leaseMs } = deps;
  const keep = keepRenewed(deps);
  return (claim: LaneClaim): (() => void) =>
    keep(async () => {
      const held = await workQueue.renew(claim, leaseMs);
      if (held === 'lost') log.warn({ lane: claim.lane }, 'lease lost while working');
      return held === 'kept';
    });
}
