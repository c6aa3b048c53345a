import { fileURLToPath } from 'node:url';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** What handlers receive: the message as protobuf decoded it, and the size it had on the wire. */
export type SizedRequest = { readonly bytes: number; readonly message: unknown };

const PROTO = fileURLToPath(new URL('./pubsub-api.proto', import.meta.url));

const sized = (method: MethodDefinition<object, object>): MethodDefinition<SizedRequest, object> => ({
  ...method,
  requestSerialize: () => {
    throw new Error('this is the server, it does not send requests');
  },
  requestDeserialize: (bytes) => ({ bytes: bytes.length, message: method.requestDeserialize(bytes) }),
});

/** The service `eventbus.v1.PubSub` of the official proto, with requests that remember their size. */
export const pubsubService = (): ServiceDefinition => {
  const service = loadSync(PROTO, { keepCase: false, longs: String, enums: String, defaults: true })['eventbus.v1.PubSub'];
  if (!service || 'format' in service) throw new Error(`${PROTO} does not describe eventbus.v1.PubSub`);
  return Object.fromEntries(
    Object.entries(service).map(([name, method]): [string, MethodDefinition<SizedRequest, object>] => [name, sized(method)]),
  );
};
