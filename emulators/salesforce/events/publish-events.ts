import { randomUUID } from 'node:crypto';
import type { Row } from '../database/database.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError } from './pubsub-error.ts';
import type { ProducerEvent, PublishRequest } from './pubsub-messages.ts';
import { replayId } from './replay-id.ts';
import type { Topic } from './topic.ts';

/** Maximum size of one event message ("Pub/Sub API and Event Allocations"). */
const MAX_EVENT_BYTES = 1024 * 1024;

export type PublishResult = {
  readonly correlationKey: string;
  readonly replayId?: Buffer;
  readonly error?: { readonly code: 'PUBLISH' | 'UNKNOWN'; readonly msg: string };
};

export type PublishResponse = { readonly results: readonly PublishResult[]; readonly schemaId: string; readonly rpcId: string };

const failed = (event: ProducerEvent, msg: string): PublishResult => ({ correlationKey: event.id, error: { code: 'PUBLISH', msg } });

const decode = (topic: Topic, payload: Buffer): Row | undefined => {
  try {
    return topic.schema.decode(payload);
  } catch {
    return undefined;
  }
};

const publishOne =
  (deps: PubSubDeps, target: { topic: Topic; userId: string }) =>
  (event: ProducerEvent): PublishResult => {
    const { topic, userId } = target;
    if (event.payload.length > MAX_EVENT_BYTES) return failed(event, 'The event message exceeds the maximum size of 1 MB.');
    if (event.schemaId !== topic.schema.id) return failed(event, `The schema ID ${event.schemaId} is not one of ${topic.path}.`);
    const fields = decode(topic, event.payload);
    if (!fields) return failed(event, 'The payload could not be decoded with the schema.');
    if (deps.publishFaults.strikes()) return failed(event, 'The event could not be published. Try again later.');
    const published = deps.bus.publish(topic, { fields, createdById: userId, eventUuid: event.id || undefined, enforceRequired: false });
    if ('error' in published) return failed(event, `${published.error.statusCode}: ${published.error.message}`);
    return { correlationKey: event.id, replayId: replayId.encode(published.event.position) };
  };

/** Publishes a request's events one by one, in order; each has its own result, so that a bad one does not stop the others. */
export const publishEvents =
  (deps: PubSubDeps) =>
  (input: { readonly topic: Topic; readonly request: PublishRequest; readonly userId: string }): PublishResponse => {
    if (input.request.events.length === 0) throw new PubSubError('publish.event.count.invalid');
    if (input.request.events.some((event) => deps.publishFaults.isPoisoned(event.payload)))
      throw new PubSubError('schema.validation.failed');
    const results = input.request.events.map(publishOne(deps, input));
    return { results, schemaId: input.topic.schema.id, rpcId: randomUUID() };
  };
