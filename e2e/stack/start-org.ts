import { startPubSub, type PubSub } from '@frontline/emulators/pubsub';
import { attachEventBus } from '@frontline/emulators/event-bus';
import { loadDemo } from '@frontline/emulators/demo';
import { createOrg, type Org, type OrgOptions } from '@frontline/emulators/org';
import { startSalesforce } from '@frontline/emulators/salesforce';
import { CLIENT_ID, INTEGRATION_USER } from './demo-account.ts';
import { freePort } from './free-port.ts';

/** A Salesforce org with the package, the demo data and its event bus, on this machine. */
export interface RunningOrg {
  readonly org: Org;
  readonly url: string;
  /** `127.0.0.1:PORT` */
  readonly pubsubEndpoint: string;
  readonly caPem: string;
  /** Is told of each event at the moment it is stored, before the publisher hears of it. */
  afterPublish: () => void;
  /** Makes single events fail to publish. */
  readonly publishFaults: PubSub['publishFaults'];
  /** Stops and restarts the package's activity trigger, as an admin can in Setup. */
  readonly activityTrigger: { suspend(): void; resume(): void };
  close(): Promise<void>;
}

export interface StartOrgOptions {
  readonly ports: { readonly salesforce: number; readonly pubsub: number };
  /** The public half of the gateway's key, registered with the org. */
  readonly publicKeyPem: string;
  /** What an admin has made of the org before the package came. */
  readonly org?: OrgOptions | undefined;
}

/** Starts the org. */
export async function startOrg({ ports, publicKeyPem, org: options }: StartOrgOptions): Promise<RunningOrg> {
  const org = createOrg(options);
  loadDemo(org);
  const bus = attachEventBus(org);
  const activityTrigger = bus.subscription('FrontlineActivityTrigger');
  if (!activityTrigger) throw new Error('the org has no activity trigger');
  const clients = [{ clientId: CLIENT_ID, publicKeyPem, approvedUsernames: [INTEGRATION_USER] }];
  const rest = await startSalesforce({ org, clients, port: await freePort(ports.salesforce) });
  const running: Pick<RunningOrg, 'afterPublish'> = { afterPublish: () => undefined };
  const watched: typeof bus = {
    ...bus,
    publish: (...args) => {
      const outcome = bus.publish(...args);
      running.afterPublish();
      return outcome;
    },
  };
  const pubsub = await startPubSub({ org, bus: watched, port: await freePort(ports.pubsub) });
  return Object.assign(running, {
    org,
    url: rest.url,
    pubsubEndpoint: pubsub.endpoint,
    caPem: pubsub.caPem,
    publishFaults: pubsub.publishFaults,
    activityTrigger,
    close: async () => {
      await Promise.all([rest.close(), pubsub.close()]);
    },
  });
}
