import { monotonicMs, systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import { createLeaving } from './leaving/leaving.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { connectTwilio } from './outside.ts';
import type { Inbox } from './pipeline/inbox.ts';
import { reconciliationMetrics } from './reconciliation-metrics.ts';
import type { Reconciler } from './reconciliation/reconcile-result.ts';
import { createReconciliation } from './reconciliation/reconciliation.ts';
import type { Store } from './store/open-store.ts';

export interface WireReconciliationDeps {
  readonly config: Config;
  readonly store: Store;
  readonly twilio: ReturnType<typeof connectTwilio>;
  /** The one that wakes the worker. */
  readonly inbox: Inbox;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Joins the comparison with Twilio, and what its limits force us to tidy up, with the store and the service. Both start and stop together. */
export function wireReconciliation({ config, store, twilio, inbox, metrics, log }: WireReconciliationDeps): Reconciler {
  const { timing, retentionDays, leaveClosedAfterDays: afterDays, reconcilePerSecond: requestsPerSecond } = config;
  const { history, registry, work } = twilio;
  const shared = { clock: systemClock, timers: systemTimers, monotonicMs, log, leaseMs: timing.leaseMs, requestsPerSecond };
  const told = reconciliationMetrics(metrics.registry);
  const reconciliation = createReconciliation({
    ...store,
    ...shared,
    ...told,
    history,
    inbox,
    intervalMs: timing.reconcileIntervalMs,
    retentionDays,
  });
  const leaving = createLeaving({ ...store, ...shared, ...told, ...work, history, registry, afterDays });
  return {
    ...reconciliation,
    start: () => {
      reconciliation.start();
      leaving.start();
    },
    stop: async () => {
      await Promise.all([reconciliation.stop(), leaving.stop()]);
    },
  };
}
