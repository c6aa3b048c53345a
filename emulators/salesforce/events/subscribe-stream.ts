import { findTopic } from './find-topic.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError } from './pubsub-error.ts';
import { type FetchRequest, pubsubMessages } from './pubsub-messages.ts';
import { startPosition } from './start-position.ts';
import type { StreamHandler, StreamOutput } from './stream-call.ts';
import { type FetchResponse, SubscriptionFeed } from './subscription-feed.ts';

/** Subscribe: the first request names the topic and the starting point, the following ones ask for more events. */
export const subscribeStream =
  (deps: PubSubDeps) =>
  (output: StreamOutput<FetchResponse>): StreamHandler => {
    let open: { readonly path: string; readonly feed: SubscriptionFeed } | undefined;
    const start = (request: FetchRequest) => {
      const topic = findTopic(deps, request.topicName);
      const feed = new SubscriptionFeed({ topic, timers: deps.timers, output, startAfter: startPosition(topic, request) });
      return { path: topic.path, feed };
    };
    return {
      receive: (message) => {
        const request = pubsubMessages.fetchRequest.parse(message);
        if (request.numRequested <= 0) throw new PubSubError('subscription.fetch.requested.events.invalid');
        open ??= start(request);
        if (request.topicName !== '' && request.topicName !== open.path) throw new PubSubError('subscription.fetch.topic.mismatch');
        open.feed.request(request.numRequested);
      },
      close: () => open?.feed.close(),
    };
  };
