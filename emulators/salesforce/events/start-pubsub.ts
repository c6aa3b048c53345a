import { type Server, ServerCredentials } from '@grpc/grpc-js';
import type { Org } from '../org.ts';
import type { EventBus } from './event-bus.ts';
import { createPublishFaults, type PublishFaults } from './publish-faults.ts';
import { createPubSubServer } from './pubsub-server.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';
import { systemTimers, type Timers } from './timers.ts';

export type PubSubOptions = {
  readonly org: Pick<Org, 'id' | 'sessions' | 'faults'>;
  readonly bus: EventBus;
  /** 0 takes a free port. */
  readonly port: number;
  /** The org's address, compared with the caller's `instanceurl`; left out, any is accepted. */
  readonly instanceUrl?: string;
  readonly timers?: Timers;
};

export type PubSub = {
  /** `127.0.0.1:PORT` */
  readonly endpoint: string;
  /** What a client must trust as certificate authority. */
  readonly caPem: string;
  readonly publishFaults: PublishFaults;
  /** Ends every call and frees the port. */
  close(): Promise<void>;
};

const listen = (server: Server, address: string, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });

/** Starts the org's Pub/Sub API over TLS on 127.0.0.1. Rejects when the port is taken. */
export const startPubSub = async (options: PubSubOptions): Promise<PubSub> => {
  const { org, bus, timers = systemTimers, instanceUrl } = options;
  const publishFaults = createPublishFaults();
  const { keyPem, certificatePem } = await selfSignedCertificate(new Date());
  let endpoint = '';
  const deps = { bus, orgId: org.id, sessions: org.sessions, faults: org.faults, publishFaults, timers, instanceUrl };
  const server = createPubSubServer(deps, (running) => running.drain(endpoint, 0));
  const credentials = ServerCredentials.createSsl(null, [{ private_key: Buffer.from(keyPem), cert_chain: Buffer.from(certificatePem) }]);
  endpoint = `127.0.0.1:${await listen(server, `127.0.0.1:${options.port}`, credentials)}`;
  return {
    endpoint,
    caPem: certificatePem,
    publishFaults,
    close: () => {
      server.forceShutdown();
      return Promise.resolve();
    },
  };
};
