import { PubSubError } from './pubsub-error.ts';
import type { FetchRequest } from './pubsub-messages.ts';
import { replayId } from './replay-id.ts';
import type { Topic } from './topic.ts';

const customPosition = (topic: Topic, bytes: Buffer): number => {
  if (bytes.length === 0) throw new PubSubError('subscription.fetch.replayid.validation.failed');
  const position = replayId.decode(bytes);
  if (position === undefined || !topic.log.canResumeAfter(position)) throw new PubSubError('subscription.fetch.replayid.corrupted');
  return position;
};

/** After which position a new subscription starts. Throws INVALID_ARGUMENT for a missing, malformed or too old replay id. */
export const startPosition = (topic: Topic, request: FetchRequest): number => {
  switch (request.replayPreset) {
    case 'LATEST':
      return topic.log.tip();
    case 'EARLIEST':
      return topic.log.beforeEarliest();
    case 'CUSTOM':
      return customPosition(topic, request.replayId);
  }
};
