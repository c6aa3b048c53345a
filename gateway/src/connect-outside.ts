import type { Config } from './config.ts';
import { connectSalesforce } from './connect-salesforce.ts';
import { dependencyWatch } from './dependency-watch.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { outsideMetrics } from './outside-metrics.ts';
import { connectTwilio, OUTSIDE } from './outside.ts';
import type { Store } from './store/open-store.ts';
import { wireOwnerNews } from './wire-owner-news.ts';

export interface ConnectOutsideDeps {
  readonly config: Config;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Everything outside that the gateway asks, and how it fares. Nothing is contacted before the first call. */
export function connectOutside({ config, store, metrics, log }: ConnectOutsideDeps) {
  const dependencies = dependencyWatch(OUTSIDE);
  const shared = { config, dependencies, metrics: outsideMetrics(metrics.registry), log };
  const connected = connectSalesforce({ ...shared, open: store.openConversations });
  return { dependencies, twilio: connectTwilio(shared), ...wireOwnerNews({ config, store, salesforce: connected }) };
}
