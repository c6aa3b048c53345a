import type { Clock } from '../clock.ts';
import type { StoredEvent } from './stored-event.ts';

/** High-volume platform events are kept 72 hours (Platform Events Developer Guide, "High-Volume Platform Event Persistence"). */
const RETENTION_MS = 72 * 60 * 60 * 1000;

/** Replay ids rise, but "aren't guaranteed to be contiguous" (Platform Events Developer Guide, "Replay ID"): skip up to this many. */
const MAX_GAP = 4;

export type NewEvent = Omit<StoredEvent, 'position' | 'createdAt'>;

export type TopicLog = {
  append(event: NewEvent): StoredEvent;
  /** At most `max` retained events with a greater position, oldest first. */
  after(position: number, max: number): readonly StoredEvent[];
  /** Position of the newest event ever published; where a new subscription starts. */
  tip(): number;
  /** The position just before the oldest retained event. */
  beforeEarliest(): number;
  /** Whether a subscription may start after it: the id of a retained event, or the tip. */
  canResumeAfter(position: number): boolean;
};

/** The first event later than `position`, by halving: events are in ascending order. */
const firstAfter = (events: readonly StoredEvent[], position: number): number => {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event && event.position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The retained events of one topic. `random` answers numbers from 0 up to 1 and spreads the replay ids. */
export const createTopicLog = (deps: { clock: Clock; random: () => number }): TopicLog => {
  let events: StoredEvent[] = [];
  let tip = 1 + Math.floor(deps.random() * 1000);

  const prune = () => {
    const limit = deps.clock.now() - RETENTION_MS;
    const firstKept = events.findIndex((event) => event.createdAt > limit);
    if (firstKept !== 0) events = firstKept < 0 ? [] : events.slice(firstKept);
  };

  return {
    append: (event) => {
      tip += 1 + Math.floor(deps.random() * MAX_GAP);
      const stored = { ...event, position: tip, createdAt: deps.clock.now() };
      events.push(stored);
      return stored;
    },
    after: (position, max) => {
      prune();
      const start = firstAfter(events, position);
      return events.slice(start, start + max);
    },
    tip: () => tip,
    beforeEarliest: () => {
      prune();
      return events[0] ? events[0].position - 1 : tip;
    },
    canResumeAfter: (position) => {
      prune();
      return position === tip || events[firstAfter(events, position) - 1]?.position === position;
    },
  };
};
