import type { Router } from 'express';
import manifest from '../package.json' with { type: 'json' };
import { systemClock } from './clock.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import type { DependencyHealth, DependencyWatch } from './dependency-watch.ts';
import { operationsRoutes } from './http/operations-routes.ts';
import { discardDeadLetter, replayDeadLetter } from './operations/decide-dead-letter.ts';
import { listDeadLetters } from './operations/list-dead-letters.ts';
import { purge } from './operations/purge.ts';
import { reconciliationStatus } from './operations/reconciliation-status.ts';
import type { Reconciliation } from './operations/reconciliation.ts';
import { replayMatching } from './operations/replay-matching.ts';
import { showDeadLetter } from './operations/show-dead-letter.ts';
import { startReconciliation } from './operations/start-reconciliation.ts';
import { statusReport } from './operations/status-report.ts';
import { triggerWatch } from './operations/trigger-watch.ts';
import type { connectTwilio } from './outside.ts';
import type { CapacityLimits } from './pipeline/capacity.ts';
import { storeHealth } from './store-health.ts';
import type { Store } from './store/open-store.ts';

export interface WireOperationsDeps {
  readonly limits: CapacityLimits;
  readonly signingKeys: readonly string[];
  readonly store: Store;
  readonly salesforce: Pick<ReturnType<typeof connectSalesforce>, 'triggers' | 'breaker' | 'directoryProblems' | 'sameCustomer'>;
  readonly twilio: Pick<ReturnType<typeof connectTwilio>, 'breaker'>;
  readonly dependencies: Pick<DependencyWatch, 'health'>;
  readonly reconciliation: Reconciliation;
  readonly isDraining: () => boolean;
  /** Looks for work now instead of at the next poll. */
  readonly wake: () => void;
}

export interface WiredOperations {
  readonly operations: Router;
  readonly storeHealth: () => Promise<DependencyHealth>;
  /** The last known state of what is outside, the org's trigger included. */
  readonly outside: () => Readonly<Record<string, DependencyHealth>>;
}

/** Joins what an operator may ask and do with the store and the rest of the process. */
export function wireOperations(deps: WireOperationsDeps): WiredOperations {
  const { store, salesforce, twilio, dependencies, reconciliation } = deps;
  const watch = triggerWatch({ triggers: salesforce.triggers, clock: systemClock });
  const outside = () => ({ ...dependencies.health(), trigger: watch.health() });
  const health = storeHealth(store);
  const shared = { ...deps, ...store, clock: systemClock };
  const operations = operationsRoutes({
    status: statusReport({
      ...shared,
      version: manifest.version,
      startedAt: systemClock.now(),
      triggerWatch: watch,
      directoryProblems: salesforce.directoryProblems,
      hasSigningKey: deps.signingKeys.length > 0,
      breakers: () => ({ salesforce: salesforce.breaker(), twilio: twilio.breaker() }),
      dependencies: async () => ({ store: await health(), ...outside() }),
    }),
    list: listDeadLetters(store),
    show: showDeadLetter(store),
    replay: replayDeadLetter(shared),
    discard: discardDeadLetter(store),
    replayMatching: replayMatching(shared),
    reconciliation: reconciliationStatus({ reconciliation }),
    reconcile: startReconciliation(shared),
    purge: purge({ ...store, ...salesforce }),
    auditLog: store.auditLog,
  });
  return { operations, storeHealth: health, outside };
}
