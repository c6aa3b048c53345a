import { z } from 'zod';
import { GatewayError, type ErrorCode } from '../errors.ts';
import { grpcError } from './grpc-error.ts';

/** What jsforce throws when the API answered with an error; the class itself is not exported. */
const apiErrorSchema = z.object({ errorCode: z.string(), message: z.string() });

/** What its transport (node-fetch) throws when there was no answer. */
const networkErrorSchema = z.object({ name: z.enum(['FetchError', 'AbortError']), message: z.string(), code: z.string().optional() });

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
  // Our queries never change their shape: what the org does not know or show is a matter of its package and permissions.
  INVALID_FIELD: 'upstream_refused',
  INVALID_TYPE: 'upstream_refused',
  INSUFFICIENT_ACCESS: 'upstream_refused',
  INSUFFICIENT_ACCESS_OR_READONLY: 'upstream_refused',
  API_DISABLED_FOR_ORG: 'upstream_refused',
  API_CURRENTLY_DISABLED: 'upstream_refused',
  FUNCTIONALITY_NOT_ENABLED: 'upstream_refused',
  // Of a session that was renewed a moment ago: nobody but Salesforce can mend that, and it does.
  INVALID_SESSION_ID: 'upstream_failed',
  ERROR_HTTP_401: 'upstream_failed',
};

// Without a readable body only the status is known; 420 is a scratch or moved org that is not there at the moment.
const SERVER_STATUS = /^ERROR_HTTP_(5\d\d|420)$/;

/** Any failure of a Salesforce call, by REST or gRPC, as a GatewayError; `upstreamCode` is Salesforce's own code. */
export function toSalesforceError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return grpcError(thrown) ?? apiError(thrown) ?? networkError(thrown) ?? unknownError(thrown);
}

function apiError(thrown: unknown): GatewayError | undefined {
  const parsed = apiErrorSchema.safeParse(thrown);
  if (!parsed.success) return undefined;
  const { errorCode, message } = parsed.data;
  const code = CODES[errorCode] ?? (SERVER_STATUS.test(errorCode) ? 'upstream_failed' : 'upstream_rejected');
  return new GatewayError(code, `Salesforce answered ${errorCode}: ${brief(message)}`, { upstreamCode: errorCode, cause: thrown });
}

function networkError(thrown: unknown): GatewayError | undefined {
  const parsed = networkErrorSchema.safeParse(thrown);
  if (!parsed.success) return undefined;
  const { name, message, code } = parsed.data;
  const isTimeout = name === 'AbortError' || code === 'ETIMEDOUT';
  const text = isTimeout ? 'Salesforce did not answer in time' : `Salesforce cannot be reached: ${message}`;
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

/** Error pages of proxies are long; the query that MALFORMED_QUERY quotes can be. */
const brief = (message: string) => message.slice(0, MAX_MESSAGE);
