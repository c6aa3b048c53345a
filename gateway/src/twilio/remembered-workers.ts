import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { WorkerRegistry } from '../conversations/conversations-api.ts';

export interface WorkerRegistryDependencies {
  readonly registry: WorkerRegistry;
  readonly clock: Clock;
}

// Users are rarely removed, so a yes may be old; a no ends with the worker's first login, which the worker is waiting for.
const YES_TTL_MS = 5 * 60_000;
const NO_TTL_MS = 10_000;
const MAX_WORKERS = 10_000;

/** A registry that remembers: concurrent questions about one worker are one call, failures are never remembered. */
export function rememberedWorkers({ registry, clock }: WorkerRegistryDependencies): WorkerRegistry {
  const cache = new LRUCache<string, { readonly exists: boolean }>({
    max: MAX_WORKERS,
    ttlResolution: 0,
    ttl: YES_TTL_MS,
    perf: { now: () => clock.now().getTime() },
    fetchMethod: async (worker, _stale, { options }) => {
      const exists = await registry.exists(worker);
      options.ttl = exists ? YES_TTL_MS : NO_TTL_MS;
      return { exists };
    },
  });
  return { exists: async (worker) => (await cache.forceFetch(worker)).exists };
}
