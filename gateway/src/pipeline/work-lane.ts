import { keepLease, type LeaseDeps } from './keep-lease.ts';
import { whereOf } from './where-of.ts';
import { workEntry, type WorkEntryDeps } from './work-entry.ts';
import type { LaneClaim, WorkQueue } from './work-queue.ts';

/** Entries of one lane before the others get their turn. */
const MAX_ENTRIES = 50;

export interface WorkLaneDeps extends WorkEntryDeps, LeaseDeps {
  readonly workQueue: WorkQueue;
}

/**
 * Works a claimed lane in order until nothing of it is due, or `isStopping`, and gives it back. Never rejects: a lane that
 * cannot be given back comes back by its lease.
 */
export function workLane(deps: WorkLaneDeps, isStopping: () => boolean) {
  const work = workEntry(deps);
  const keep = keepLease(deps);
  const workThrough = async (claim: LaneClaim) => {
    for (let worked = 0; worked < MAX_ENTRIES && !isStopping(); worked++) {
      const entry = await deps.workQueue.next(claim);
      if (entry === undefined || !(await work(entry))) return;
    }
  };
  return async (claim: LaneClaim): Promise<void> => {
    const letGo = keep(claim);
    try {
      await workThrough(claim);
      await deps.workQueue.release(claim);
    } catch (error) {
      deps.log.warn({ lane: claim.lane, ...whereOf(error) }, 'lane left until its lease runs out');
    } finally {
      letGo();
    }
  };
}
