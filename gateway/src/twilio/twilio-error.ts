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
 * 401 is `upstream_refused`: the credentials, not the request, are wrong.
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
  return new GatewayError(errorCode(status), `Twilio answered ${status}: ${message ?? 'no message'}`, {
    cause,
    upstreamCode: String(code ?? status),
  });
}

function errorCode(status: number): ErrorCode {
  if (status === 404) return 'not_found';
  if (status === 408) return 'upstream_timeout';
  if (status === 409) return 'upstream_not_ready';
  if (status === 401) return 'upstream_refused';
  if (status === 429) return 'upstream_busy';
  return status >= 500 ? 'upstream_failed' : 'upstream_rejected';
}
