import type { z } from 'zod';
import { GatewayError } from '../errors.ts';

/**
 * A query or a body, parsed.
 * @throws GatewayError `bad_request` naming each field that is wrong and what it should be, never what it was
 */
export function readInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
  throw new GatewayError('bad_request', `${problems.join('; ')}.`);
}
