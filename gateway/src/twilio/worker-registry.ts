import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { WorkerRegistry } from '../conversations/conversations-api.ts';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

export interface WorkerRegistryDependencies {
  readonly client: TwilioClient;
  readonly clock: Clock;
}

// Users are rarely removed, so a yes may be old; a no ends with the worker's first login, which the worker is waiting for.
const YES_TTL_MS = 5 * 60_000;
const NO_TTL_MS = 10_000;
const MAX_WORKERS = 10_000;

/**
 * Frontline users by identity, through `GET /v1/Users/{identity}` of the Frontline API. Concurrent questions about one
 * worker are one call; failures are never remembered.
 */
export function frontlineWorkers({ client, clock }: WorkerRegistryDependencies): WorkerRegistry {
  const cache = new LRUCache<string, { readonly exists: boolean }>({
    max: MAX_WORKERS,
    ttlResolution: 0,
    ttl: YES_TTL_MS,
    perf: { now: () => clock.now().getTime() },
    fetchMethod: async (worker, _stale, { options }) => {
      const exists = await isUser(client, worker);
      options.ttl = exists ? YES_TTL_MS : NO_TTL_MS;
      return { exists };
    },
  });
  return { exists: async (worker) => (await cache.forceFetch(worker)).exists };
}

async function isUser(client: TwilioClient, worker: string): Promise<boolean> {
  try {
    const { frontlineApi } = await client();
    // The library puts the identity into the path as it is.
    await frontlineApi.v1.users(encodeURIComponent(worker)).fetch();
    return true;
  } catch (thrown) {
    const error = toTwilioError(thrown);
    if (error.code === 'not_found') return false;
    throw error;
  }
}
