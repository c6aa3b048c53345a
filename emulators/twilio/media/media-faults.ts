import { z } from 'zod';

/** What the next download of a file's bytes meets; the platform does each of these on a bad day. */
export const mediaFaultSchema = z.discriminatedUnion('kind', [
  /** Half of the bytes, then the connection is cut. */
  z.strictObject({ kind: z.literal('cut') }),
  /** Half of the bytes, then nothing more until the other side gives up. */
  z.strictObject({ kind: z.literal('stall') }),
  /** Half of the bytes, chunked: the answer ends early and in good order. */
  z.strictObject({ kind: z.literal('short') }),
  /** So many bytes without a word on how many, whatever the file. */
  z.strictObject({ kind: z.literal('endless'), bytes: z.int().positive() }),
  z.strictObject({ kind: z.literal('redirect'), to: z.string(), status: z.union([z.literal(302), z.literal(307)]).default(302) }),
  z.strictObject({ kind: z.literal('status'), status: z.int().min(400).max(599) }),
]);

export type MediaFault = z.output<typeof mediaFaultSchema>;
