/** Every way in which the gateway fails on purpose. `HTTP_STATUS` turns each into an answer; `isTransient` tells whether time may mend it. */
export type ErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'send_refused'
  | 'not_found'
  | 'gone'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'unknown_operation'
  | 'too_many_requests'
  | 'upstream_failed'
  | 'upstream_rejected'
  | 'upstream_refused'
  | 'upstream_not_ready'
  | 'upstream_busy'
  | 'upstream_timeout'
  | 'overloaded'
  | 'not_routable'
  | 'not_configured'
  | 'store_unavailable'
  | 'internal';

/** The one table from code to HTTP status. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  send_refused: 451,
  not_found: 404,
  gone: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unknown_operation: 422,
  too_many_requests: 429,
  upstream_failed: 502,
  upstream_rejected: 502,
  upstream_refused: 502,
  upstream_not_ready: 503,
  upstream_busy: 503,
  upstream_timeout: 504,
  overloaded: 503,
  not_routable: 503,
  not_configured: 503,
  store_unavailable: 503,
  internal: 500,
};

// `upstream_refused` (credentials, permissions, a package that is missing) waits for an operator, not for the message to change:
// messages must outlive an expired certificate, so it is tried again like an outage.
const TRANSIENT: ReadonlySet<ErrorCode> = new Set([
  'upstream_failed',
  'upstream_refused',
  'not_configured',
  'upstream_not_ready',
  'upstream_busy',
  'upstream_timeout',
  'overloaded',
  'not_routable',
  'store_unavailable',
]);

export interface GatewayErrorOptions {
  readonly cause?: unknown;
  /** How long the other side asks us to wait, in milliseconds (Twilio's and Salesforce's `Retry-After`). */
  readonly retryAfterMs?: number;
  /** The other side's own code, as `INVALID_FIELD` or `50386`: for logs and decisions, never for callers. */
  readonly upstreamCode?: string;
  /** The other side was not even asked, because it is known to be down or we have too much under way. */
  readonly isUntried?: boolean;
  /** What the rep's app shows, where a rep asked. */
  readonly friendlyMessage?: string;
}

/**
 * A failure with a code from the closed set above. The message is for our logs and operators; callers see it only for
 * codes below 500. It is not for programming mistakes: those stay plain errors and become `internal` at the border.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly upstreamCode: string | undefined;
  /** The other side was not asked: this says nothing of what was wanted of it, and is no attempt. */
  readonly isUntried: boolean;
  readonly friendlyMessage: string | undefined;

  constructor(code: ErrorCode, message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.upstreamCode = options.upstreamCode;
    this.isUntried = options.isUntried ?? false;
    this.friendlyMessage = options.friendlyMessage;
  }

  /** Whether the same call may succeed later: the fault is not in what was asked. */
  get isTransient(): boolean {
    return TRANSIENT.has(this.code);
  }
}

/** Anything thrown, as a GatewayError: unknown failures become `internal` and keep their cause. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('internal', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
}
