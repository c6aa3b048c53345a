import { z } from 'zod';

const headersSchema = z.object({ 'retry-after': z.coerce.number().nonnegative() });

/** The wait that a response asks for, as an option of an error. Twilio gives whole seconds; anything else counts as absent. */
export function retryAfterMs(headers: unknown): { readonly retryAfterMs?: number } {
  const parsed = headersSchema.safeParse(headers);
  return parsed.success ? { retryAfterMs: parsed.data['retry-after'] * 1000 } : {};
}
