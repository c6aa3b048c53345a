import { randomUUID } from 'node:crypto';
import { Server } from '@grpc/grpc-js';
import { findTopic } from './find-topic.ts';
import { publishEvents } from './publish-events.ts';
import { publishStream } from './publish-stream.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError } from './pubsub-error.ts';
import { pubsubMessages } from './pubsub-messages.ts';
import { pubsubService } from './pubsub-service.ts';
import { streamCall } from './stream-call.ts';
import { subscribeStream } from './subscribe-stream.ts';
import { unaryCall } from './unary-call.ts';

/** Larger than what is allowed, so that the server itself decides what an oversized request looks like to the client. */
const RECEIVE_BYTES = 64 * 1024 * 1024;

const getTopic = (deps: PubSubDeps) =>
  unaryCall(deps, (message) => {
    const topic = findTopic(deps, pubsubMessages.topicRequest.parse(message).topicName);
    const schemaId = topic.schema.id;
    return { topicName: topic.path, tenantGuid: deps.orgId, canPublish: true, canSubscribe: true, schemaId, rpcId: randomUUID() };
  });

const getSchema = (deps: PubSubDeps) =>
  unaryCall(deps, (message) => {
    const { schemaId } = pubsubMessages.schemaRequest.parse(message);
    if (schemaId.trim() === '') throw new PubSubError('schema.validation.failed');
    const topic = deps.bus.topicBySchemaId(schemaId);
    if (!topic) throw new PubSubError('schema.meta.permission');
    return { schemaJson: topic.schema.json, schemaId, rpcId: randomUUID() };
  });

const publish = (deps: PubSubDeps) =>
  unaryCall(deps, (message, session) => {
    const request = pubsubMessages.publishRequest.parse(message);
    const topic = findTopic(deps, request.topicName, 'publish.topic.validation.empty');
    return publishEvents(deps)({ topic, request, userId: session.userId });
  });

/** The Pub/Sub API as a gRPC server that is not listening yet. ManagedSubscribe is left out: gRPC answers UNIMPLEMENTED. */
export const createPubSubServer = (deps: Omit<PubSubDeps, 'cutConnections'>, cutConnections: (server: Server) => void): Server => {
  const server = new Server({ 'grpc.max_receive_message_length': RECEIVE_BYTES });
  const all: PubSubDeps = { ...deps, cutConnections: () => cutConnections(server) };
  server.addService(pubsubService(), {
    GetTopic: getTopic(all),
    GetSchema: getSchema(all),
    Publish: publish(all),
    PublishStream: streamCall(all, publishStream(all)),
    Subscribe: streamCall(all, subscribeStream(all)),
  });
  return server;
};
