import { systemTimers } from '../clock.ts';
import { GatewayError } from '../errors.ts';
import { toTwilioError } from './twilio-error.ts';

export interface FetchTimes {
  /** Until the answer begins. */
  readonly answerMs: number;
  /** Between two pieces of it, while somebody wants the next. */
  readonly pieceMs: number;
  /** For all of it. */
  readonly totalMs: number;
}

/** An answer whose body is read piece by piece. Whoever does not read it to its end calls `discard`. */
export interface TimedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly discard: () => void;
}

const late = () => new GatewayError('upstream_timeout', 'Twilio did not send the file in time');

/** Fetches without following redirects, each step within its time. Rejects, as the bytes do, with a GatewayError of an outage. */
export async function timedFetch(url: string, headers: Record<string, string>, times: FetchTimes): Promise<TimedAnswer> {
  const stop = new AbortController();
  const total = systemTimers.after(times.totalMs, () => stop.abort(late()));
  const within = async <T>(ms: number, step: Promise<T>): Promise<T> => {
    const timer = systemTimers.after(ms, () => stop.abort(late()));
    try {
      return await step;
    } catch (thrown) {
      total.cancel();
      throw stop.signal.aborted ? late() : toFetchError(thrown);
    } finally {
      timer.cancel();
    }
  };
  const discard = () => {
    total.cancel();
    stop.abort();
  };
  const answer = await within(times.answerMs, fetch(url, { headers, redirect: 'manual', signal: stop.signal }));
  return { status: answer.status, headers: answer.headers, bytes: pieces(answer, { within, discard, pieceMs: times.pieceMs }), discard };
}

interface Reading {
  readonly within: <T>(ms: number, step: Promise<T>) => Promise<T>;
  readonly discard: () => void;
  readonly pieceMs: number;
}

async function* pieces({ body }: Response, { within, discard, pieceMs }: Reading): AsyncGenerator<Uint8Array> {
  try {
    const reader = body?.getReader();
    for (;;) {
      const piece = reader && (await within(pieceMs, reader.read()));
      if (!piece || piece.done) return;
      yield piece.value;
    }
  } finally {
    discard();
  }
}

/** What `fetch` throws says "fetch failed" or "terminated"; its cause says why. */
function toFetchError(thrown: unknown): GatewayError {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const error = toTwilioError(cause);
  return error.code === 'internal'
    ? new GatewayError('upstream_failed', 'Twilio broke off while sending a file', { cause: thrown })
    : error;
}
