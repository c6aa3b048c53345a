import { z } from 'zod';
import { GatewayError, type ErrorCode } from '../errors.ts';

/** What Twilio's library throws when the API answered with an error. */
const restExceptionSchema = z.object({
  status: z.number().int(),
  code: z.union([z.number(), z.string()]).nullish(),
  message: z.string().nullish(),
});

/** What its transport throws when there was no answer. */
const networkErrorSchema = z.object({ code: z.string(), message: z.string() });

const TIMEOUT_CODES: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * Any failure of a Twilio call as a GatewayError; `upstreamCode` is Twilio's code.
 * 409 is `upstream_not_ready`: the conversation is still initializing (50386 among them) or someone else is changing it.
 * `gone` is a closed conversation, which nobody can change any more.
 * 401 and 403 are `upstream_refused`: credentials, permissions or a suspended account, not the request.
 * @see https://www.twilio.com/docs/api/errors
 */
export function toTwilioError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  const answer = restExceptionSchema.safeParse(thrown);
  if (answer.success) return answered(answer.data, thrown);
  const network = networkErrorSchema.safeParse(thrown);
  if (!network.success) return new GatewayError('internal', 'A call to Twilio failed in an unknown way', { cause: thrown });
  const { code, message } = network.data;
  return TIMEOUT_CODES.has(code)
    ? new GatewayError('upstream_timeout', 'Twilio did not answer in time', { upstreamCode: code, cause: thrown })
    : new GatewayError('upstream_failed', `Twilio cannot be reached: ${message}`, { upstreamCode: code, cause: thrown });
}

function answered({ status, code, message }: z.infer<typeof restExceptionSchema>, cause: unknown): GatewayError {
  const errorKind = errorCode(status, Number(code));
  // Callers see the text of a `not_found`; Twilio's own names paths.
  const text = errorKind === 'not_found' ? 'Twilio does not have it.' : `Twilio answered ${status}: ${message ?? 'no message'}`;
  return new GatewayError(errorKind, text, {
    cause,
    upstreamCode: String(code ?? status),
  });
}

// Conversations' own refusals, as of the 1,001st conversation of an identity (50214), are about the request even under 403.
const isAboutRequest = (code: number) => code >= 50_000 && code < 60_000;

// "Can't update conversation as it's in final closed state": closing is for ever.
const CLOSED = 50_377;

function errorCode(status: number, code: number): ErrorCode {
  if (code === CLOSED) return 'gone';
  if (status === 404) return 'not_found';
  if (status === 408) return 'upstream_timeout';
  if (status === 409) return 'upstream_not_ready';
  if (status === 401 || (status === 403 && !isAboutRequest(code))) return 'upstream_refused';
  if (status === 429) return 'upstream_busy';
  return status >= 500 ? 'upstream_failed' : 'upstream_rejected';
}
