import {
  BrokenCircuitError,
  BulkheadRejectedError,
  CircuitState,
  ConsecutiveBreaker,
  bulkhead,
  circuitBreaker,
  handleAll,
} from 'cockatiel';
import type { IPolicy } from 'cockatiel';
import type { MonotonicMs } from '../clock.ts';
import { GatewayError, toGatewayError } from '../errors.ts';

/** `open`: nothing is asked; `half-open`: one call finds out whether the other side is back. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface GuardOptions {
  /** Whom it guards us from, for errors. */
  readonly name: string;
  /** How long nothing is asked once the other side is known to be down, in milliseconds. */
  readonly openMs: number;
  readonly monotonicMs: MonotonicMs;
  /** Told each change of state. */
  readonly onState?: (state: BreakerState) => void;
}

/** One use of what is guarded, that another use must not starve. */
export interface LaneLimits {
  /** Calls under way at once. */
  readonly concurrent: number;
  /** Calls that may wait for their turn; beyond it they are refused at once. */
  readonly queued: number;
}

/** Wraps a port whose methods all answer promises: each call passes the lane's bulkhead and the breaker. */
export type Guarded = <T extends object>(port: T) => T;

export interface Guard {
  /** A bulkhead of its own before the one breaker that all lanes share. */
  readonly lane: (limits: LaneLimits) => Guarded;
  readonly state: () => BreakerState;
}

// A single failure is everyday life; five in a row with nothing answered in between are an outage.
const FAILURES_IN_A_ROW = 5;
/** When to come back to a lane that is full: a queue of calls is worked off within a second or two. */
const FULL_RETRY_MS = 1_000;

// The breaker goes by the time of day, which would keep it open for as long as somebody sets that back: the guard keeps the time itself.
const WHENEVER_ASKED = -Infinity;

const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};

/**
 * Spares the other side, and our callers' time, while it is down. Only an outage (no answer, or one that says so) counts:
 * an answer that refuses is an answer. A call that was not made rejects with `upstream_busy` (the breaker is open) or
 * `overloaded` (the lane is full); both are `isUntried`, with `retryAfterMs`.
 */
export function createGuard({ name, openMs, monotonicMs, onState = () => undefined }: GuardOptions): Guard {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: WHENEVER_ASKED, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) });
  let openUntil = 0;
  breaker.onBreak(() => (openUntil = monotonicMs() + openMs));
  breaker.onStateChange((state) => onState(STATES[state]));

  const down = () => {
    const retryAfterMs = Math.max(1, Math.ceil(openUntil - monotonicMs()));
    return new GatewayError('upstream_busy', `${name} is down; it is asked again in a moment.`, { retryAfterMs, isUntried: true });
  };
  const call = async <T>(lane: IPolicy, work: () => Promise<T>): Promise<T> => {
    // The breaker would let everybody wait for the one call that finds out.
    if (breaker.state === CircuitState.HalfOpen || (breaker.state === CircuitState.Open && monotonicMs() < openUntil)) throw down();
    try {
      const told = await lane.execute(() => breaker.execute(() => settled(work)));
      if ('refusal' in told) throw told.refusal;
      return told.answer;
    } catch (thrown) {
      if (thrown instanceof BrokenCircuitError) throw down();
      if (thrown instanceof BulkheadRejectedError) throw full(name);
      throw thrown;
    }
  };
  return {
    lane: ({ concurrent, queued }) => {
      const slots = bulkhead(concurrent, queued);
      return (port) => wrapped(port, (work) => call(slots, work));
    },
    state: () => STATES[breaker.state],
  };
}

const full = (name: string) =>
  new GatewayError('overloaded', `Too many calls of ${name} are under way.`, { retryAfterMs: FULL_RETRY_MS, isUntried: true });

type Settled<T> = { readonly answer: T } | { readonly refusal: unknown };

/** Throws on an outage alone, so that the breaker takes everything else for the sign of life that it is. */
async function settled<T>(work: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { answer: await work() };
  } catch (thrown) {
    if (isOutage(thrown)) throw thrown;
    return { refusal: thrown };
  }
}

const isOutage = (thrown: unknown): boolean => ['upstream_failed', 'upstream_timeout'].includes(toGatewayError(thrown).code);

function wrapped<T extends object>(port: T, through: (work: () => Promise<unknown>) => Promise<unknown>): T {
  return new Proxy(port, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => through(async () => (await Reflect.apply(member, target, args)) as unknown);
    },
  });
}
