import { z } from 'zod';
import { eventTypes } from '../webhooks/event-type.ts';

const count = z.int().min(0);

/** The next `times` REST requests whose method and path (a substring, product included) match get this instead of an answer. */
const restFault = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
  path: z.string().optional(),
  times: count.default(1),
  kind: z.enum(['too-many-requests', 'server-error', 'unavailable', 'initializing', 'timeout', 'reset']),
  /** Seconds, for `too-many-requests`. */
  retryAfter: count.default(1),
});

/** The next `times` webhooks of that type (or of any) are treated so. */
const webhookFault = z.strictObject({
  event: z.enum(eventTypes).optional(),
  times: count.default(1),
  kind: z.enum(['duplicate', 'drop', 'delay', 'reorder']),
  /** Milliseconds, for `delay`; for `reorder` the longest wait for a later webhook to overtake. */
  delayMs: count.default(200),
});

/** What `PUT /__emulator/faults` takes; what is left out stays as it is, lists replace lists. */
export const faultsSchema = z.strictObject({
  rest: z.array(restFault).optional(),
  webhooks: z.array(webhookFault).optional(),
  /** Milliseconds added to every REST answer. */
  latencyMs: count.optional(),
  /** Every REST request is answered 503, or its connection reset. */
  outage: z.enum(['none', 'unavailable', 'reset']).optional(),
  initializingMs: count.optional(),
});

export type FaultsInput = z.input<typeof faultsSchema>;
export type RestFault = z.output<typeof restFault>;
export type WebhookFault = z.output<typeof webhookFault>;
