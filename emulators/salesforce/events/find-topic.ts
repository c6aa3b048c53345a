import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError, type PubSubReason } from './pubsub-error.ts';
import type { Topic } from './topic.ts';

/** The topic of that path (`/event/NAME__e`). Throws NOT_FOUND, or `blank` for an empty name. */
export const findTopic = (deps: PubSubDeps, name: string, blank: PubSubReason = 'topic.validation.empty'): Topic => {
  if (name.trim() === '') throw new PubSubError(blank);
  const topic = name.startsWith('/') ? deps.bus.topic(name) : undefined;
  if (!topic) throw new PubSubError('topic.not.found');
  return topic;
};
