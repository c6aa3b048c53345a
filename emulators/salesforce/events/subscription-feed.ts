import { randomUUID } from 'node:crypto';
import { replayId } from './replay-id.ts';
import type { StoredEvent } from './stored-event.ts';
import type { StreamOutput } from './stream-call.ts';
import type { Timers } from './timers.ts';
import type { Topic } from './topic.ts';

export type FetchResponse = {
  readonly events: readonly { readonly event: { id: string; schemaId: string; payload: Buffer }; readonly replayId: Buffer }[];
  readonly latestReplayId: Buffer;
  readonly rpcId: string;
  readonly pendingNumRequested: number;
};

/** "The server considers the number of requested events to be 100" when it is more ("Pub/Sub API and Event Allocations"). */
const MAX_REQUESTED = 100;

/** "The empty fetch response is sent within 270 seconds" (pubsub_api.proto, FetchResponse). */
const KEEPALIVE_MS = 270_000;

/** Clients refuse messages over 4 MB unless told otherwise, and an event may have 1 MB: so many at once at most. */
const MAX_RESPONSE_EVENTS_BYTES = 3 * 1024 * 1024;

const consumerEvent = (topic: Topic) => (event: StoredEvent) => ({
  event: { id: event.eventUuid, schemaId: topic.schema.id, payload: topic.schema.encode(event) },
  replayId: replayId.encode(event.position),
});

/** Delivers a topic's events to one stream, in order, as many as were requested; an empty response while there are none. */
export class SubscriptionFeed {
  readonly #deps: { readonly topic: Topic; readonly timers: Timers; readonly output: StreamOutput<FetchResponse> };
  #position: number;
  #requested = 0;
  #cancelKeepalive: () => void = () => undefined;
  readonly #stopListening: () => void;

  constructor(deps: { topic: Topic; timers: Timers; output: StreamOutput<FetchResponse>; startAfter: number }) {
    this.#deps = deps;
    this.#position = deps.startAfter;
    this.#stopListening = deps.topic.onAppend(() => this.#deliver());
    this.#keepalive();
  }

  /** The client is ready for `count` more events. */
  request(count: number): void {
    this.#requested = Math.min(MAX_REQUESTED, this.#requested + count);
    this.#deliver();
  }

  close(): void {
    this.#stopListening();
    this.#cancelKeepalive();
  }

  #deliver(): void {
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
      const last = batch.at(-1);
      if (last) this.#position = replayId.decode(last.replayId) ?? this.#position;
      this.#requested -= batch.length;
      this.#send(batch);
    }
  }

  /** The next events that were requested, as many as fit into one message. */
  #next(): FetchResponse['events'] {
    const { topic } = this.#deps;
    const events = topic.log.after(this.#position, this.#requested).map(consumerEvent(topic));
    let bytes = 0;
    const tooMany = events.findIndex((each, index) => (bytes += each.event.payload.length) > MAX_RESPONSE_EVENTS_BYTES && index > 0);
    return tooMany < 0 ? events : events.slice(0, tooMany);
  }

  #send(events: FetchResponse['events']): void {
    // With nothing to deliver the client may move its stored id up to the newest event, unless it has not asked for that one yet.
    const { topic } = this.#deps;
    const behind = topic.log.after(this.#position, 1).length > 0;
    if (events.length === 0 && !behind) this.#position = topic.log.tip();
    const latestReplayId = replayId.encode(this.#position);
    this.#deps.output.send({ events, latestReplayId, rpcId: randomUUID(), pendingNumRequested: this.#requested });
    this.#keepalive();
  }

  #keepalive(): void {
    this.#cancelKeepalive();
    this.#cancelKeepalive = this.#deps.timers.after(KEEPALIVE_MS, () => this.#send([]));
  }
}
