import { z } from 'zod';
import { GatewayError, type ErrorCode } from '../errors.ts';
import { grpcError } from './grpc-error.ts';

/** What jsforce throws when the API answered with an error; the class itself is not exported. */
const apiErrorSchema = z.object({ errorCode: z.string(), message: z.string() });

/** What a transport throws when there was no answer: node-fetch, or fetch itself (a TypeError with the reason as its cause). */
const networkErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().optional().catch(undefined),
  cause: z.object({ code: z.string() }).optional().catch(undefined),
});
const NETWORK_NAMES: ReadonlySet<string> = new Set(['FetchError', 'AbortError', 'TimeoutError']);
// Errors of sockets, of name resolution, of TLS (CERT_..., ERR_TLS_...) and of undici.
const NETWORK_CODE =
  /^(E(?!RR_)[A-Z_]+|UND_ERR_\w+|ERR_(TLS|SSL|STREAM|SOCKET)_\w+|HPE_\w+|Z_\w+|CERT_\w+|DEPTH_\w+|HOSTNAME_MISMATCH|SELF_SIGNED\w*|UNABLE_TO_\w+)$/;
const NETWORK_TEXTS: ReadonlySet<string> = new Set(['fetch failed', 'terminated']);
const TIMEOUT_CODE = /TIMEDOUT|TIMEOUT/;

// https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm (ExceptionCode),
// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
const CODES: Readonly<Record<string, ErrorCode>> = {
  REQUEST_LIMIT_EXCEEDED: 'upstream_busy',
  LIMIT_EXCEEDED: 'upstream_busy',
  ERROR_HTTP_429: 'upstream_busy',
  QUERY_TIMEOUT: 'upstream_timeout',
  ERROR_HTTP_408: 'upstream_timeout',
  ERROR_HTTP_504: 'upstream_timeout',
  SERVER_UNAVAILABLE: 'upstream_failed',
  UNABLE_TO_LOCK_ROW: 'upstream_not_ready',
  UNKNOWN_EXCEPTION: 'upstream_failed',
  // The only answers about what was asked: a person's search.
  MALFORMED_SEARCH: 'upstream_rejected',
  INVALID_SEARCH: 'upstream_rejected',
  // Of a session that was renewed a moment ago: nobody but Salesforce can mend that, and it does.
  INVALID_SESSION_ID: 'upstream_failed',
  ERROR_HTTP_401: 'upstream_failed',
};

/*
 * REQUEST_LIMIT_EXCEEDED is said of the requests of the last 24 hours ("TotalRequests Limit exceeded.") and of long ones under way at once. The
 * first frees up bit by bit as the window moves on, so that we look every quarter of an hour; the second is over in a moment.
 */
const DAILY = /TotalRequests/i;
const DAILY_LIMIT_WAIT_MS = 15 * 60_000;

// Without a readable body only the status is known; 420 is a scratch or moved org that is not there at the moment.
const SERVER_STATUS = /^ERROR_HTTP_(5\d\d|420)$/;

/** Any failure of a Salesforce call, by REST or gRPC, as a GatewayError; `upstreamCode` is Salesforce's own code. */
export function toSalesforceError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return grpcError(thrown) ?? apiError(thrown) ?? networkError(thrown) ?? unknownError(thrown);
}

// Our queries never change their shape, so whatever else the org answers is a matter of its package, permissions and settings.
function apiError(thrown: unknown): GatewayError | undefined {
  const parsed = apiErrorSchema.safeParse(thrown);
  if (!parsed.success) return undefined;
  const { errorCode, message } = parsed.data;
  const code = CODES[errorCode] ?? (SERVER_STATUS.test(errorCode) ? 'upstream_failed' : 'upstream_refused');
  const wait = errorCode === 'REQUEST_LIMIT_EXCEEDED' && DAILY.test(message) ? { retryAfterMs: DAILY_LIMIT_WAIT_MS } : {};
  return new GatewayError(code, `Salesforce answered ${errorCode}: ${brief(message)}`, { upstreamCode: errorCode, cause: thrown, ...wait });
}

function networkError(thrown: unknown): GatewayError | undefined {
  const parsed = networkErrorSchema.safeParse(thrown);
  if (!parsed.success) return undefined;
  const { name, message, code = parsed.data.cause?.code } = parsed.data;
  const isNetwork = NETWORK_NAMES.has(name) || NETWORK_TEXTS.has(message) || (code !== undefined && NETWORK_CODE.test(code));
  if (!isNetwork) return undefined;
  const isTimeout = name === 'AbortError' || name === 'TimeoutError' || TIMEOUT_CODE.test(code ?? '');
  const text = isTimeout ? 'Salesforce did not answer in time' : `Salesforce cannot be reached: ${brief(message)}`;
  return new GatewayError(isTimeout ? 'upstream_timeout' : 'upstream_failed', text, { upstreamCode: code ?? name, cause: thrown });
}

function unknownError(thrown: unknown): GatewayError {
  // A maintenance page, for instance, under status 200: it must not pass for an empty answer.
  if (thrown instanceof z.ZodError)
    return new GatewayError('upstream_failed', 'Salesforce answered something else than expected', { cause: thrown });
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new GatewayError('internal', `A call to Salesforce failed in an unknown way: ${brief(text)}`, { cause: thrown });
}

const MAX_MESSAGE = 500;

/** Error pages of proxies are long, and Salesforce quotes the query, which holds numbers and names: what is quoted is left out. */
const brief = (message: string) => message.replace(/'(?:[^'\\]|\\.)*'/g, "'...'").slice(0, MAX_MESSAGE);
