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
  /**
   * When something is out of date, so many others are looked up along with it that were asked for since they were looked up and will be out of
   * date before long (default none). Worth it where look-ups at one moment share a request.
   */
  readonly ahead?: number;
  /** How many keys are remembered (default 10,000). */
  readonly maxEntries?: number;
  /** Told each time that an answer is out of date because looking failed. */
  readonly onStale?: ((stale: Stale) => void) | undefined;
}

/** An answer that is out of date: why it is, and how old, in milliseconds. */
export interface Stale {
  readonly error: unknown;
  readonly ageMs: number;
}

export interface RememberedAsk {
  /** Looks, whatever is remembered. */
  readonly fresh?: boolean;
  /** What was found within `staleMs` will do when looking fails. */
  readonly staleWillDo?: boolean;
}

/** Answers a question from memory or by looking. */
export type Remembered<T> = (key: string, ask?: RememberedAsk) => Promise<T | undefined>;

const MAX_ENTRIES = 10_000;
const NOT_FOUND_TTL_MS = 5_000;
const STALE_MS = 15 * 60_000;
/** The share of its time after which something is looked up along with others. */
const SOON = 1 / 2;
/** Of the keys asked for last, so many are considered for that. */
const MAX_CONSIDERED = 200;

interface Kept<T> {
  readonly found: T | undefined;
  readonly at: number;
  /** Asked for since. */
  isUsed: boolean;
}

/** Remembers what a look-up found. Concurrent questions about one key are one look-up; failures are never remembered. */
export function remembered<T extends object>(options: RememberedOptions<T>): Remembered<T> {
  const { clock, ttlMs, notFoundTtlMs = NOT_FOUND_TTL_MS, staleMs = STALE_MS, maxEntries = MAX_ENTRIES, ahead = 0, onStale } = options;
  const cache = new LRUCache<string, Kept<T>>({ max: maxEntries });
  const now = () => clock.now().getTime();
  const lookUps = lookingUp({ cache, now, look: options.look });
  const ttlOf = ({ found }: Kept<T>) => (found === undefined ? Math.min(notFoundTtlMs, ttlMs) : ttlMs);
  const lookAhead = (): void => {
    const isDue = (key: string, kept: Kept<T>) => kept.isUsed && now() - kept.at >= ttlOf(kept) * SOON && !lookUps.isUnderWay(key);
    // Whoever asks for it next hears of the failure, if it lasts.
    for (const key of keysDue(cache, { isDue, most: ahead })) lookUps.once(key).catch(() => undefined);
  };
  return async (key, { fresh = false, staleWillDo = false } = {}) => {
    const kept = cache.get(key);
    const age = kept ? now() - kept.at : Infinity;
    if (!fresh && kept && age < ttlOf(kept)) {
      kept.isUsed = true;
      return kept.found;
    }
    try {
      // Who asks for what is true now does not take what somebody began to look up earlier.
      const looking = fresh ? lookUps.now(key) : lookUps.once(key);
      if (!fresh && ahead > 0) lookAhead();
      return await looking;
    } catch (error) {
      if (!staleWillDo || kept?.found === undefined || age >= staleMs || !toGatewayError(error).isTransient) throw error;
      onStale?.({ error, ageMs: age });
      return kept.found;
    }
  };
}

interface LookingUp<T> {
  readonly cache: LRUCache<string, Kept<T>>;
  readonly now: () => number;
  readonly look: (key: string) => Promise<T | undefined>;
}

function lookingUp<T extends object>({ cache, now, look }: LookingUp<T>) {
  const underWay = new Map<string, Promise<T | undefined>>();
  const lookNow = async (key: string): Promise<T | undefined> => {
    // What is found was true when the question was asked, not when the answer came.
    const at = now();
    const found = await look(key);
    cache.set(key, { found, at, isUsed: false });
    return found;
  };
  const once = (key: string): Promise<T | undefined> => {
    const looking = underWay.get(key) ?? lookNow(key).finally(() => underWay.delete(key));
    underWay.set(key, looking);
    return looking;
  };
  return { now: lookNow, once, isUnderWay: (key: string) => underWay.has(key) };
}

interface Due<T> {
  readonly isDue: (key: string, kept: Kept<T>) => boolean;
  readonly most: number;
}

/** Of the keys asked for last, those that are due. */
function keysDue<T extends object>(cache: LRUCache<string, Kept<T>>, { isDue, most }: Due<T>): readonly string[] {
  const due: string[] = [];
  let considered = 0;
  for (const [key, kept] of cache.entries()) {
    if (due.length === most || considered === MAX_CONSIDERED) break;
    considered += 1;
    if (isDue(key, kept)) due.push(key);
  }
  return due;
}
