import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { toGatewayError } from '../errors.ts';

export interface RememberedOptions<T> {
  readonly clock: Clock;
  readonly look: (key: string) => Promise<T | undefined>;
  /** How long what was found may be out of date, in milliseconds. */
  readonly ttlMs: number;
  /** How long nothing is taken for nothing, in milliseconds (default 5,000: somebody may have been entered a moment ago). */
  readonly notFoundTtlMs?: number | undefined;
  /** How long what was found will do while looking fails, for those who say so, in milliseconds (default 15 minutes). */
  readonly staleMs?: number;
  /** How many keys are remembered (default 10,000). */
  readonly maxEntries?: number;
  /** Told each time that an answer is out of date because looking failed. */
  readonly onStale?: ((error: unknown) => void) | undefined;
}

export interface RememberedAsk {
  /** Looks, whatever is remembered. */
  readonly fresh?: boolean;
  /** What was found some minutes ago will do when looking fails. */
  readonly staleWillDo?: boolean;
}

/** Answers a question from memory or by looking. */
export type Remembered<T> = (key: string, ask?: RememberedAsk) => Promise<T | undefined>;

const MAX_ENTRIES = 10_000;
const NOT_FOUND_TTL_MS = 5_000;
const STALE_MS = 15 * 60_000;

/** Remembers what a look-up found. Concurrent questions about one key are one look-up; failures are never remembered. */
export function remembered<T extends object>(options: RememberedOptions<T>): Remembered<T> {
  const { clock, look, ttlMs, notFoundTtlMs = NOT_FOUND_TTL_MS, staleMs = STALE_MS, maxEntries = MAX_ENTRIES, onStale } = options;
  const cache = new LRUCache<string, { readonly found: T | undefined; readonly at: number }>({ max: maxEntries });
  const underWay = new Map<string, Promise<T | undefined>>();
  const now = () => clock.now().getTime();

  const lookNow = async (key: string): Promise<T | undefined> => {
    // What is found was true when the question was asked, not when the answer came.
    const at = now();
    const found = await look(key);
    cache.set(key, { found, at });
    return found;
  };
  const lookOnce = (key: string): Promise<T | undefined> => {
    const looking = underWay.get(key) ?? lookNow(key).finally(() => underWay.delete(key));
    underWay.set(key, looking);
    return looking;
  };
  return async (key, { fresh = false, staleWillDo = false } = {}) => {
    const kept = cache.get(key);
    const age = kept ? now() - kept.at : Infinity;
    if (!fresh && kept && age < (kept.found === undefined ? Math.min(notFoundTtlMs, ttlMs) : ttlMs)) return kept.found;
    try {
      // Who asks for what is true now does not take what somebody began to look up earlier.
      return await (fresh ? lookNow(key) : lookOnce(key));
    } catch (error) {
      if (!staleWillDo || kept?.found === undefined || age >= staleMs || !toGatewayError(error).isTransient) throw error;
      onStale?.(error);
      return kept.found;
    }
  };
}
