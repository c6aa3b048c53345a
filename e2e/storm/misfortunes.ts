import { setTimeout as sleep } from 'node:timers/promises';
import type { Storm } from './ride-storm.ts';
import type { Misfortune } from './weather.ts';

type Named = Omit<Misfortune, 'at'>;

const AWAY_MS = 4_000;
const SUSPENDED_MS = 3_000;

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
