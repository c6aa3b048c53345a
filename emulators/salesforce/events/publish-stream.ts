import { findTopic } from './find-topic.ts';
import { type PublishResponse, publishEvents } from './publish-events.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError } from './pubsub-error.ts';
import { pubsubMessages } from './pubsub-messages.ts';
import type { StreamHandler, StreamOutput } from './stream-call.ts';
import type { Topic } from './topic.ts';

/** "A client must send a valid publish request with one or more events every 70 seconds" (pubsub_api.proto, PublishStream). */
const SWEEP_MS = 70_000;

/** PublishStream: one response for each request; the first request names the topic. */
export const publishStream =
  (deps: PubSubDeps) =>
  (output: StreamOutput<PublishResponse>): StreamHandler => {
    let topic: Topic | undefined;
    const sweep = () => deps.timers.after(SWEEP_MS, () => output.fail(new PubSubError('publish.stream.sweeper.timeout')));
    let cancelSweep = sweep();
    return {
      receive: (message, session) => {
        const request = pubsubMessages.publishRequest.parse(message);
        topic ??= findTopic(deps, request.topicName, 'publish.topic.validation.empty');
        if (request.topicName !== '' && request.topicName !== topic.path) throw new PubSubError('publish.topic.mismatch');
        output.send(publishEvents(deps)({ topic, request, userId: session.userId }));
        cancelSweep();
        cancelSweep = sweep();
      },
      close: () => cancelSweep(),
    };
  };
