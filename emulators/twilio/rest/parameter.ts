import { z } from 'zod';
import { durationMs } from '../conversations/duration-ms.ts';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Kinds of request parameters, each refusing what Twilio would. All arrive as text; a repeated one as a list. */
export const parameter = {
  text: (longest: number) => z.string().max(longest, { error: `must not be longer than ${longest} characters` }),
  identity: z.string().min(1).max(256, { error: 'must not be longer than 256 characters' }),
  /** JSON text up to `bytes`. */
  json: (bytes: number) =>
    z
      .string()
      .refine((text) => Buffer.byteLength(text) <= bytes, { error: `must not be longer than ${bytes} bytes` })
      .refine(isJson, { error: 'must be valid JSON' }),
  sid: (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), { error: `must match ${prefix}[0-9a-fA-F]{32}` }),
  oneOf: <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, { error: `must be one of ${values.join(', ')}` }),
  /** ISO 8601, parsed to milliseconds. */
  dateTime: z.iso.datetime({ offset: true, error: 'must be an ISO 8601 date and time' }).transform((text) => Date.parse(text)),
  /** The first, or the last, second of a day. */
  dayEdge: (time: '00:00:00' | '23:59:59') =>
    z
      .string()
      .regex(new RegExp(`^\\d{4}-\\d{2}-\\d{2}T${time}Z$`), { error: `must be YYYY-MM-DDT${time}Z` })
      .refine((text) => !Number.isNaN(Date.parse(text)), { error: 'must be a day of the calendar' }),
  boolean: z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true'),
  integer: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be a whole number' })
    .transform(Number),
  /** ISO 8601 duration of at least `leastMs`. */
  duration: (leastMs: number) =>
    z.string().refine((text) => (durationMs(text) ?? -1) >= leastMs, {
      error: `must be an ISO 8601 duration of at least ${leastMs / 60_000} minutes`,
    }),
  /** Http(s) URL, or empty to take it away. */
  webhookUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })]),
  /** One or more of `values`. */
  list: <const T extends readonly [string, ...string[]]>(values: T) =>
    z
      .union([z.enum(values), z.array(z.enum(values))], { error: `must be among ${values.join(', ')}` })
      .transform((given) => (typeof given === 'string' ? [given] : given)),
};
