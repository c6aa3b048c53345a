import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

export interface RememberedOptions<T> {
  readonly clock: Clock;
  readonly look: (key: string) => Promise<T | undefined>;
  /** How long what was found may be out of date, in milliseconds. */
  readonly ttlMs: number;
}

/** Answers a question from memory or by looking; `fresh` always looks. */
export type Remembered<T> = (key: string, options?: { readonly fresh?: boolean }) => Promise<T | undefined>;

const MAX_ENTRIES = 10_000;
// Somebody who was not found may have been entered a moment ago.
const NOT_FOUND_TTL_MS = 5_000;

/** Remembers what a look-up found. Concurrent questions about one key are one look-up; failures are never remembered. */
export function remembered<T extends object>({ clock, look, ttlMs }: RememberedOptions<T>): Remembered<T> {
  const cache = new LRUCache<string, { readonly found: T | undefined }>({
    max: MAX_ENTRIES,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
    fetchMethod: async (key, _stale, { options }) => {
      const found = await look(key);
      options.ttl = found === undefined ? Math.min(NOT_FOUND_TTL_MS, ttlMs) : ttlMs;
      return { found };
    },
  });
  return async (key, { fresh = false } = {}) => (await cache.forceFetch(key, { forceRefresh: fresh })).found;
}
