import type { Timer } from '../clock.ts';
import { coalesce } from './coalesce.ts';
import { whereOf } from './where-of.ts';
import { workLane, type WorkLaneDeps } from './work-lane.ts';
import type { LaneClaim } from './work-queue.ts';

/**
 * Lanes worked at the same time. Each step of a lane waits for a commit, which all lanes share: the more lanes, the cheaper. How many calls of
 * Salesforce and Twilio that makes at once is up to the bulkheads before them.
 */
const MAX_LANES = 64;

export interface WorkerDeps extends WorkLaneDeps {
  readonly pollMs: number;
}

export interface Worker {
  readonly start: () => void;
  /** Something may be due: looks now instead of at the next poll. */
  readonly wake: () => void;
  /** Claims nothing more; resolves when each lane has finished its entry and was given back. */
  readonly stop: () => Promise<void>;
  /** Gives back every lane at once; what their handlers still bring is thrown away. */
  readonly abandon: () => Promise<void>;
}

/** Claims lanes that are due and works their entries, each lane in order. */
export function createWorker(deps: WorkerDeps): Worker {
  const { workQueue, timers, log, pollMs, leaseMs } = deps;
  const active = new Map<LaneClaim, Promise<void>>();
  const work = workLane(deps, () => isStopping);
  let isStopping = false;
  let poll: Timer | undefined;

  const claimMore = async () => {
    const limit = MAX_LANES - active.size;
    if (isStopping || limit === 0) return;
    for (const claim of await workQueue.claimLanes({ limit, leaseMs })) {
      active.set(
        claim,
        work(claim).then(() => giveUp(claim)),
      );
    }
  };
  const claiming = coalesce(() => claimMore().catch((error: unknown) => log.warn(whereOf(error), 'cannot claim work')));
  const giveUp = (claim: LaneClaim) => {
    active.delete(claim);
    claiming.request();
  };
  const tick = () => {
    poll = timers.after(pollMs, tick);
    claiming.request();
  };

  return {
    start: tick,
    wake: claiming.request,
    stop: async () => {
      isStopping = true;
      poll?.cancel();
      await claiming.idle();
      await Promise.all(active.values());
    },
    abandon: async () => {
      await Promise.allSettled([...active.keys()].map((claim) => workQueue.release(claim)));
    },
  };
}
