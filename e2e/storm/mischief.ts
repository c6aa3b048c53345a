import type { SeededRandom } from './seeded-random.ts';

/** What the network does to webhooks; shares are from 0 to 1. */
export interface MischiefShares {
  readonly duplicate: number;
  /** Held back until later ones have passed. */
  readonly reorder: number;
  /** Held back for up to `delayMs`; so long after the first comes a duplicate, too. */
  readonly delay: number;
  readonly delayMs: number;
}

export interface Mischief {
  /** Lets one webhook pass: now, later, or twice. */
  pass(handOn: () => void): void;
  readonly done: { duplicated: number; reordered: number; delayed: number };
  /** Webhooks held back. */
  held(): number;
}

/** Each webhook that passes lets one that is held back go with this chance; when nothing follows, it goes after this time. */
const OVERTAKEN_CHANCE = 0.1;
const OVERTAKEN_MS = 500;

/** A network that repeats, delays and reorders. */
export function createMischief(random: SeededRandom, shares: MischiefShares): Mischief {
  const done = { duplicated: 0, reordered: 0, delayed: 0 };
  const overtaken: (() => void)[] = [];
  let waiting = 0;
  const later = (ms: number, go: () => void) => {
    waiting += 1;
    setTimeout(() => {
      waiting -= 1;
      go();
    }, ms);
  };
  const behindOthers = (go: () => void) => {
    const once = () => {
      const at = overtaken.indexOf(once);
      if (at < 0) return;
      overtaken.splice(at, 1);
      go();
    };
    overtaken.push(once);
    later(OVERTAKEN_MS, once);
  };
  const pass = (handOn: () => void) => {
    if (random.next() < shares.duplicate) {
      done.duplicated += 1;
      later(random.below(shares.delayMs), handOn);
    }
    const chance = random.next();
    if (chance < shares.delay) {
      done.delayed += 1;
      later(random.below(shares.delayMs), handOn);
    } else if (chance < shares.delay + shares.reorder) {
      done.reordered += 1;
      behindOthers(handOn);
    } else {
      handOn();
      if (random.next() < OVERTAKEN_CHANCE) overtaken[0]?.();
    }
  };
  return { pass, done, held: () => waiting };
}
