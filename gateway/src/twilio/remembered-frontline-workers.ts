import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { FrontlineWorker, FrontlineWorkers } from '../routing/routing-facts.ts';

export interface RememberedFrontlineWorkersDeps {
  readonly workers: FrontlineWorkers;
  readonly clock: Clock;
}

// A rep who says "not available" means from now on; a rotation over fifty reps must not ask about each for each conversation of a rush.
const TTL_MS = 10_000;
const MAX_WORKERS = 10_000;

/** The same, remembered for ten seconds: concurrent questions about one worker are one call, failures are never remembered. */
export function rememberedFrontlineWorkers({ workers, clock }: RememberedFrontlineWorkersDeps): FrontlineWorkers {
  const cache = new LRUCache<string, { readonly worker: FrontlineWorker | undefined }>({
    max: MAX_WORKERS,
    ttl: TTL_MS,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
    fetchMethod: async (identity) => ({ worker: await workers.find(identity) }),
  });
  return { find: async (identity) => (await cache.forceFetch(identity)).worker };
}
