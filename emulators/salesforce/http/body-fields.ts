import { z } from 'zod';
import type { Fields } from '../database/database.ts';
import { PlatformError } from '../platform-error.ts';

const record = z.record(z.string(), z.unknown());

/** A record sent as JSON; anything else is JSON_PARSER_ERROR. */
export const bodyFields = (body: unknown): Fields => {
  const parsed = record.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new PlatformError({
    errorCode: 'JSON_PARSER_ERROR',
    message: 'The HTTP entity body is required, but this request has no entity body.',
  });
};
