import type { Faults } from '../faults.ts';
import type { Sessions } from '../sessions.ts';
import type { EventBus } from './event-bus.ts';
import type { PublishFaults } from './publish-faults.ts';
import type { Timers } from './timers.ts';

export type PubSubDeps = {
  readonly bus: EventBus;
  /** The org's id, 18 characters. */
  readonly orgId: string;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly publishFaults: PublishFaults;
  readonly timers: Timers;
  /** The org's address; undefined accepts any valid `instanceurl`. */
  readonly instanceUrl?: string | undefined;
  /** Cuts every connection, as a failing network does. */
  readonly cutConnections: () => void;
};
