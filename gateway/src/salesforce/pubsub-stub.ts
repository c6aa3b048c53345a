import { fileURLToPath } from 'node:url';
import {
  credentials,
  makeGenericClientConstructor,
  type CallOptions,
  type Client,
  type Metadata,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

export interface PubSubAddress {
  /** `HOST:PORT` */
  readonly endpoint: string;
  /** PEM of the authority to trust instead of the usual ones. */
  readonly caPem?: string | undefined;
}

/** One gRPC channel to the Pub/Sub API. It connects at the first call, and again by itself after a failure. */
export interface PubSubStub {
  call(method: PubSubMethod, request: object, context: { readonly metadata: Metadata; readonly deadlineMs: number }): Promise<unknown>;
  close(): void;
}

export type PubSubMethod = 'GetTopic' | 'GetSchema' | 'Publish';

const SERVICE = 'eventbus.v1.PubSub';

// A firewall may drop a silent connection without a word.
const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 10_000,
  // A channel of its own connections, so that a new channel is a new connection.
  'grpc.use_local_subchannel_pool': 1,
  // The pause before connecting again grows to this much at most, so that an outage ends for us soon after it ends.
  'grpc.initial_reconnect_backoff_ms': 500,
  'grpc.max_reconnect_backoff_ms': 10_000,
};

/** Opens a channel over TLS. Throws when the CA is no PEM. */
export function pubSubStub({ endpoint, caPem }: PubSubAddress): PubSubStub {
  const service = pubSubService();
  const tls = credentials.createSsl(caPem === undefined ? null : Buffer.from(caPem));
  const client: Client = new (makeGenericClientConstructor(service, SERVICE))(endpoint, tls, CHANNEL_OPTIONS);
  return {
    call: (name, request, { metadata, deadlineMs }) => {
      const method = service[name];
      if (method === undefined) throw new TypeError(`${SERVICE} has no method ${name}`);
      const options: CallOptions = { deadline: Date.now() + deadlineMs };
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest<object, unknown>(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
          options,
          (error, answer) => (error === null ? resolve(answer) : reject(error)),
        );
      });
    },
    close: () => client.close(),
  };
}

function pubSubService(): ServiceDefinition {
  const file = fileURLToPath(new URL('pubsub-api.proto', import.meta.url));
  const definition = loadSync(file, { enums: String, longs: String, defaults: true })[SERVICE];
  if (definition === undefined || 'format' in definition) throw new TypeError(`${file} does not define ${SERVICE}`);
  return definition;
}
