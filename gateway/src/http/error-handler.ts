import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { GatewayError, HTTP_STATUS, toGatewayError, type ErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';
import { requestIdOf } from './request-id.ts';

// What a caller is told when the reason is our own business.
const OPAQUE: Readonly<Partial<Record<ErrorCode, string>>> = {
  upstream_failed: 'Salesforce or Twilio failed. Try again.',
  upstream_rejected: 'Salesforce or Twilio refused the request. The log of the gateway says why.',
  upstream_refused: 'Salesforce or Twilio does not let the gateway in. The log of the gateway says why.',
  upstream_not_ready: 'Twilio or Salesforce is still at work on this. Try again in a moment.',
  upstream_timeout: 'Salesforce or Twilio did not answer in time. Try again.',
  upstream_busy: 'Salesforce or Twilio is limiting requests. Try again later.',
  overloaded: 'The gateway has too much to do. Try again later.',
  not_routable: 'There is no worker for this conversation yet. It will be tried again.',
  store_unavailable: 'The gateway cannot store anything right now. Try again later.',
  internal: 'The gateway failed. The log has the reason under this request id.',
};

const DEFAULT_RETRY_AFTER_SECONDS = 1;

/** No route for this path and method. */
export const notFound: RequestHandler = () => {
  throw new GatewayError('not_found', 'There is nothing at this address.');
};

/** The one place where a failure becomes an answer: `{"error":{"code","message","requestId"}}`, telling nothing of the inside. */
export function errorHandler({ log }: { readonly log: Log }): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = bodyParserError(thrown) ?? toGatewayError(thrown);
    const status = HTTP_STATUS[error.code];
    const requestId = requestIdOf(request);
    log[status >= 500 ? 'error' : 'info']({ err: error, requestId, path: request.path, status, ip: request.ip }, 'request refused');
    if (response.headersSent) {
      next(thrown);
      return;
    }
    if (status === 503) response.set('Retry-After', String(retryAfterSeconds(error)));
    const { friendlyMessage } = error;
    response.status(status).json({
      error: { code: error.code, message: OPAQUE[error.code] ?? error.message, requestId },
      ...(friendlyMessage !== undefined && { friendly_error_message: friendlyMessage }),
    });
  };
}

function retryAfterSeconds({ retryAfterMs }: GatewayError): number {
  return retryAfterMs === undefined ? DEFAULT_RETRY_AFTER_SECONDS : Math.max(1, Math.ceil(retryAfterMs / 1_000));
}

const bodyParserSchema = z.object({ type: z.string(), status: z.number().int().min(400).max(499), limit: z.number().optional() });

/** Express's body reader has errors of its own: too large, an unknown encoding, a caller who hung up. */
function bodyParserError(thrown: unknown): GatewayError | undefined {
  const parsed = bodyParserSchema.safeParse(thrown);
  if (!parsed.success) return undefined;
  const { status, type, limit = 0 } = parsed.data;
  if (status === HTTP_STATUS.payload_too_large) return new GatewayError('payload_too_large', `The body is larger than ${limit} bytes.`);
  if (status === HTTP_STATUS.unsupported_media_type) return new GatewayError('unsupported_media_type', 'The body has an unknown encoding.');
  return new GatewayError('bad_request', `The body cannot be read: ${type}.`, { cause: thrown });
}
