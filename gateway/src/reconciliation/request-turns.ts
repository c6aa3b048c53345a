import type { MonotonicMs, Timers } from '../clock.ts';
import { GatewayError, toGatewayError } from '../errors.ts';

export interface RequestTurnsDeps {
  readonly monotonicMs: MonotonicMs;
  readonly timers: Timers;
  /** Requests a second: far below what Twilio takes, so that reps and customers never wait for us. */
  readonly perSecond: number;
}

export interface RequestTurns {
  /** Makes a request in its turn, and again after the wait that a 429 asks for. Rejects with the request's failure, or `overloaded` once halted. */
  readonly inTurn: <T>(request: () => Promise<T>) => Promise<T>;
  /** Requests made so far. */
  readonly requests: () => number;
  /** From now on every request is refused, those that wait for their turn too. */
  readonly halt: () => void;
}

const MS_PER_SECOND = 1_000;
// Throttled this often in a row, the work ends; it goes on where it was when it is next due.
const MAX_THROTTLED = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Requests one at a time, at most so often. */
export function requestTurns({ monotonicMs: now, timers, perSecond }: RequestTurnsDeps): RequestTurns {
  const pauses = endablePauses(timers);
  let freeAt = 0;
  let requests = 0;
  let last: Promise<unknown> = Promise.resolve();

  const turn = async () => {
    await pauses.pause(freeAt - now());
    if (pauses.isEnded()) throw new GatewayError('overloaded', 'The gateway is stopping.');
    freeAt = now() + MS_PER_SECOND / perSecond;
    requests += 1;
  };
  const ask = async <T>(request: () => Promise<T>): Promise<T> => {
    for (let throttled = 1; ; throttled++) {
      await turn();
      try {
        return await request();
      } catch (thrown) {
        const { code, retryAfterMs = FIRST_PAUSE_MS * 2 ** throttled } = toGatewayError(thrown);
        if (code !== 'upstream_busy' || throttled === MAX_THROTTLED) throw thrown;
        await pauses.pause(Math.min(retryAfterMs, LONGEST_PAUSE_MS));
      }
    }
  };
  return {
    inTurn: (request) => {
      const mine = last.then(() => ask(request));
      last = mine.catch(() => undefined);
      return mine;
    },
    requests: () => requests,
    halt: pauses.end,
  };
}

/** Pauses, one at a time, that all end at once when that is asked for. */
function endablePauses(timers: Timers) {
  let isEnded = false;
  let endPresent: () => void = () => undefined;
  return {
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        if (ms <= 0 || isEnded) {
          resolve();
          return;
        }
        const timer = timers.after(ms, resolve);
        endPresent = () => {
          timer.cancel();
          resolve();
        };
      }),
    isEnded: () => isEnded,
    end: () => {
      isEnded = true;
      endPresent();
    },
  };
}
