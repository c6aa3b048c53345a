import { z } from 'zod';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { Bytes } from '../media/media-source.ts';
import type { Scan } from '../media/scan.ts';

export interface HttpScanOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
  /** How long a scan may take, the file's own way included, in milliseconds (default five minutes). */
  readonly deadlineMs?: number | undefined;
}

const DEADLINE_MS = 5 * 60_000;
/** A name of a virus is short. */
const MAX_FINDING = 200;

const verdictSchema = z.object({ verdict: z.enum(['clean', 'infected']), name: z.string().max(MAX_FINDING).optional() });

/**
 * Has files scanned by a service: `POST` of the bytes with their declared type, answered 200 and `{"verdict":"clean"}`, or `"infected"` with a
 * `name`. Anything else is no verdict, and rejects as an outage does. What the bytes themselves throw is passed on.
 */
export function httpScan({ url, token, deadlineMs = DEADLINE_MS }: HttpScanOptions): Scan {
  return async ({ sid, contentType, bytes }) => {
    const source = watching(bytes);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': contentType,
          'x-frontline-media': sid,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: ReadableStream.from(source.bytes),
        duplex: 'half',
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
      });
      return verdictIn(answer.status, await answer.text());
    } catch (thrown) {
      throw source.failure() ?? toScanError(thrown);
    }
  };
}

/** Bytes that remember why they broke off: what `fetch` then throws does not say. */
function watching(bytes: Bytes) {
  let failure: Error | undefined;
  async function* watched(): Bytes {
    try {
      yield* bytes;
    } catch (thrown) {
      failure = toGatewayError(thrown);
      throw thrown;
    }
  }
  return { bytes: watched(), failure: () => failure };
}

function verdictIn(status: number, body: string): Awaited<ReturnType<Scan>> {
  const verdict = status === 200 ? verdictSchema.safeParse(jsonIn(body)).data : undefined;
  if (!verdict) throw new GatewayError('upstream_failed', `The virus scanner answered ${status} without a verdict`);
  if (verdict.verdict === 'clean') return { isClean: true };
  return { isClean: false, ...(verdict.name !== undefined && { finding: verdict.name }) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toScanError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  const isLate = thrown instanceof Error && thrown.name === 'TimeoutError';
  return isLate
    ? new GatewayError('upstream_timeout', 'The virus scanner did not answer in time', { cause: thrown })
    : new GatewayError('upstream_failed', 'The virus scanner cannot be reached', { cause: thrown });
}
