import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '../../gateway/src/store/testing/postgres-server.ts';
import type { Storm } from './ride-storm.ts';
import { superviseGateway } from './supervised-gateway.ts';
import type { Misfortune } from './weather.ts';

type Named = Omit<Misfortune, 'at'>;

const AWAY_MS = 4_000;
const SUSPENDED_MS = 3_000;
const UNNOTICED_MS = 1_000;

/** The gateway is killed with `kill -9`; its supervisor starts it again. */
export const killGateway = (storm: Storm, n = 0): Named => ({
  name: `kill -9 of gateway ${n + 1}`,
  strike: async () => storm.gateways[n]?.killAndRestart(),
});

/** Salesforce answers nothing but 503 for a while. */
export const salesforceAway = ({ stack }: Storm): Named => ({
  name: `Salesforce is down for ${AWAY_MS} ms`,
  strike: async () => {
    stack.salesforce.org.faults.set({ outage: 'unavailable' });
    await sleep(AWAY_MS); // the outage is the misfortune, not a wait for something else
    stack.salesforce.org.faults.clear();
  },
});

/** An admin suspends the trigger's subscription, and resumes it. */
export const triggerSuspended = ({ stack }: Storm): Named => ({
  name: `the subscriber is suspended for ${SUSPENDED_MS} ms`,
  strike: async () => {
    stack.salesforce.activityTrigger.suspend();
    await sleep(SUSPENDED_MS);
    stack.salesforce.activityTrigger.resume();
  },
});

/** One of several gateways dies and stays dead; the load balancer soon sends it nothing more. */
export const killForGood = (storm: Storm, n: number): Named => ({
  name: `kill -9 of gateway ${n + 1}, which does not come back`,
  strike: async () => {
    const [dead] = storm.gateways.splice(n, 1);
    await dead?.end('SIGKILL');
    await sleep(UNNOTICED_MS); // a load balancer's health check is not faster
    storm.relay.targets = storm.gateways.map(({ url }) => url);
  },
});

/** The database server is stopped at once and started again. */
export const postgresRestarted = (postgres: PostgresServer): Named => ({
  name: 'PostgreSQL is restarted',
  strike: async () => {
    await postgres.stop();
    await postgres.start();
  },
});

export interface Upgrade {
  /** The later version's `main.ts`. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A later version is started beside the first gateway, migrates the shared store, and takes over; the first is ended as a supervisor does. */
export const upgrade = (storm: Storm, { main, env }: Upgrade): Named => ({
  name: 'a later version takes over',
  strike: async () => {
    const later = await superviseGateway(storm.stack, env, main);
    const [earlier] = storm.gateways.splice(0, 1, later);
    storm.relay.targets = [later.url, ...(earlier ? [earlier.url] : [])];
    await sleep(UNNOTICED_MS); // both serve for a while, on one schema
    storm.relay.targets = [later.url];
    const code = await earlier?.end('SIGTERM');
    if (code !== 0) throw new Error(`the earlier version ended with ${String(code)}`);
  },
});
