import { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** Parameters of a callback as parsed from its form: a name that came more than once has a list. */
export type CallbackParams = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads the parameters that an operation needs; others are tolerated.
 * @throws GatewayError `bad_request` naming every parameter that is missing, repeated or malformed
 */
export function readParams<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new GatewayError('bad_request', `missing or malformed: ${names.join(', ')}`);
}

// Twilio: an identity has at most 256 characters.
const MAX_IDENTITY = 256;
const MAX_PARAMETER = 4096;

/** A parameter that must be there and not empty. */
export const required = z.string().trim().min(1).max(MAX_PARAMETER);

/** A parameter that may be absent; Twilio also sends it empty. */
export const optional = z
  .string()
  .max(MAX_PARAMETER)
  .optional()
  .transform((value) => (value?.trim() === '' ? undefined : value?.trim()));

/** The identity of the rep whose app asks. It decides what is shown, so it is never optional. */
export const worker = z.string().trim().min(1).max(MAX_IDENTITY);
