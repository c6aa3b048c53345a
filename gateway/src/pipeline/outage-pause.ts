import type { MonotonicMs } from '../clock.ts';

/** Tries in vain a second, of one kind of work. */
const PER_SECOND = 250;

/** So late at most is anybody's turn. */
const MAX_MS = 5 * 60_000;

/** Tells something of this kind that cannot be tried now how long it waits at least, in milliseconds. */
export type OutagePause = (kind: string) => number;

/**
 * While the other side is down, every lane that waits is taken, found to be in vain and written back: cheap for a few, but tens of thousands
 * would keep processor and disk busy for as long as it lasts. So each gets a turn of its own behind those that were given one before. Each kind
 * has its own turns: what is urgent and rare does not stand in line behind a day's messages.
 */
export function outagePause(monotonicMs: MonotonicMs): OutagePause {
  const nextTurns = new Map<string, number>();
  return (kind) => {
    const now = monotonicMs();
    const turn = Math.max(now, nextTurns.get(kind) ?? 0);
    nextTurns.set(kind, turn + 1_000 / PER_SECOND);
    return Math.min(MAX_MS, Math.round(turn - now));
  };
}
