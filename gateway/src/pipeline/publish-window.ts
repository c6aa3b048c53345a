import { toGatewayError } from '../errors.ts';
import { MAX_PUBLISH_EVENTS } from './activity.ts';
import type { OutboxBatch } from './outbox.ts';
import { publishBatch, type PublishBatchDeps, type Published } from './publish-batch.ts';
import type { PublishRate } from './publish-rate.ts';
import { whereOf } from './where-of.ts';

export interface PublishWindowDeps extends PublishBatchDeps {
  readonly rate: PublishRate;
  /** A batch is over; `isMoreLikely` when there is probably more where it came from. */
  readonly onSettled: (isMoreLikely: boolean) => void;
}

/** What came of claiming and sending one batch: `waitMs` when the rate is used up. */
export type Sent = { readonly outcome: 'full' | 'some' | 'nothing' | 'shut' } | { readonly outcome: 'throttled'; readonly waitMs: number };

export interface PublishWindow {
  /** Claims a batch and sends it without waiting for the answer; `shut` when that is not to be done now. Never rejects. */
  readonly sendNext: () => Promise<Sent>;
  /** How long to send nothing, because Salesforce did not answer or limits us, in milliseconds. */
  readonly heldForMs: () => number;
  readonly isDown: () => boolean;
  readonly underWay: () => number;
  /** Resolves when no batch is under way. */
  readonly idle: () => Promise<void>;
  /** Gives back what is under way and sends nothing more. */
  readonly abandon: () => Promise<void>;
}

/** Batches of different conversations under way at once. */
const MAX_UNDER_WAY = 3;

/** Pub/Sub API allocations recommend at most 3 MB a publish request; Avro takes less than the JSON that is counted. */
const MAX_PUBLISH_BYTES = 3_000_000;

/**
 * When the org may publish no more this hour (LIMIT_EXCEEDED, "Platform Event Error Status Codes"). Nobody says when its hour is over, so
 * we look now and then: twelve requests at most for an hour.
 */
const LIMIT_PAUSE_MS = 5 * 60_000;

/** Up to three batches under way. While Salesforce does not answer, one at a time finds out whether it is back, with growing pauses. */
export function createPublishWindow(deps: PublishWindowDeps): PublishWindow {
  const publish = publishBatch(deps);
  const hold = holding(deps);
  const underWay = new Map<OutboxBatch, Promise<void>>();
  const state = { isAbandoned: false };
  const send = async (batch: OutboxBatch, isMoreLikely: boolean) => {
    try {
      hold.succeeded(await publish(batch));
    } catch (error) {
      hold.failed(error);
    }
    underWay.delete(batch);
    deps.onSettled(isMoreLikely);
  };
  const start = (batch: OutboxBatch, asked: number) => underWay.set(batch, send(batch, mayHaveMore(batch, asked)));
  const claim = claimAndStart(deps, { start, isAbandoned: () => state.isAbandoned });
  const isShut = () => state.isAbandoned || hold.forMs() > 0 || underWay.size >= (hold.isDown() ? 1 : MAX_UNDER_WAY);

  return {
    sendNext: async () => {
      if (isShut()) return { outcome: 'shut' };
      try {
        return await claim();
      } catch (error) {
        hold.failed(error);
        return { outcome: 'shut' };
      }
    },
    heldForMs: hold.forMs,
    isDown: hold.isDown,
    underWay: () => underWay.size,
    idle: async () => {
      await Promise.all(underWay.values());
    },
    abandon: async () => {
      state.isAbandoned = true;
      await Promise.allSettled([...underWay.keys()].map((batch) => deps.outbox.release(batch)));
    },
  };
}

/** Until when nothing is sent. Batches that fail together met the same outage: it counts once. */
function holding(deps: PublishWindowDeps) {
  const { monotonicMs: now } = deps;
  const state = { failures: 0, until: 0 };
  return {
    failed: (error: unknown) => {
      if (now() >= state.until) state.until = now() + backOff(deps, error, state.failures++);
    },
    succeeded: ({ isLimited }: Published) => {
      state.failures = 0;
      if (isLimited) state.until = now() + limited(deps);
    },
    forMs: () => Math.max(0, state.until - now()),
    isDown: () => state.failures > 0,
  };
}

interface Start {
  readonly start: (batch: OutboxBatch, asked: number) => void;
  readonly isAbandoned: () => boolean;
}

function claimAndStart({ outbox, rate, leaseMs }: PublishWindowDeps, { start, isAbandoned }: Start) {
  return async (): Promise<Sent> => {
    const { events, waitMs } = rate.allowance(MAX_PUBLISH_EVENTS);
    if (events === 0) return { outcome: 'throttled', waitMs };
    const batch = await outbox.claimBatch({ maxEvents: events, maxBytes: MAX_PUBLISH_BYTES, leaseMs });
    if (batch.items.length === 0) return { outcome: 'nothing' };
    if (isAbandoned()) {
      await outbox.release(batch);
      return { outcome: 'shut' };
    }
    rate.spend(batch.items.length);
    start(batch, events);
    return { outcome: batch.items.length < events ? 'some' : 'full' };
  };
}

/** A request that was full, or a conversation that gave its whole share of it, has probably left something behind. */
function mayHaveMore({ items, claims }: OutboxBatch, asked: number): boolean {
  const share = Math.ceil(asked / Math.max(1, claims.length));
  const ofEach = Map.groupBy(items, ({ activity }) => activity.conversationSid);
  return items.length >= asked || [...ofEach.values()].some(({ length }) => length >= share);
}

function backOff({ retry, observer, log }: PublishWindowDeps, error: unknown, failures: number): number {
  const { code, retryAfterMs, message } = toGatewayError(error);
  const retryInMs = retry({ attempts: failures, retryAfterMs });
  const why = code === 'internal' ? whereOf(error) : { code, reason: message };
  log.warn({ ...why, failures: failures + 1, retryInMs }, 'publishing put off');
  observer.onRetry({ queue: 'outbox', kind: 'batch', code });
  return retryInMs;
}

function limited({ observer, log }: PublishWindowDeps): number {
  log.warn({ retryInMs: LIMIT_PAUSE_MS }, 'the org may publish no more events this hour');
  observer.onRetry({ queue: 'outbox', kind: 'batch', code: 'upstream_busy' });
  return LIMIT_PAUSE_MS;
}
