import { MAX_PUBLISH_EVENTS } from '../pipeline/activity.ts';
import type { EncodedEvent } from './pubsub-client.ts';

// "Pub/Sub API and Event Allocations": 3 MB are recommended for a publish request; above 4 MB gRPC fails the call.
const MAX_REQUEST_BYTES = 3_000_000;
/** Ids, schema id and framing that go with each payload. */
const EVENT_OVERHEAD_BYTES = 128;

/** Cuts events into requests of at most 200 events and 3 MB, in order. An event alone never exceeds a request: its fields are cut. */
export function eventBatches<T extends EncodedEvent>(events: readonly T[]): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = event.payload.length + EVENT_OVERHEAD_BYTES;
    const batch = batches.at(-1);
    if (batch === undefined || batch.length >= MAX_PUBLISH_EVENTS || bytes + size > MAX_REQUEST_BYTES) {
      batches.push([event]);
      bytes = size;
    } else {
      batch.push(event);
      bytes += size;
    }
  }
  return batches;
}
