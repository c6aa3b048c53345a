import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import { dependencyWatch } from './dependency-watch.ts';
import { listen, type Listening } from './http/listen.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { connectSalesforce } from './connect-salesforce.ts';
import { outsideMetrics } from './outside-metrics.ts';
import { connectTwilio, OUTSIDE } from './outside.ts';
import { probeOutside, type Probe } from './probe-outside.ts';
import type { Store } from './store/open-store.ts';
import { wireCallbacks } from './wire-callbacks.ts';
import { wireOperations } from './wire-operations.ts';
import { wirePipeline } from './wire-pipeline.ts';
import { wireReconciliation } from './wire-reconciliation.ts';
import { wireWeb } from './wire-web.ts';

export interface ContextDeps {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
}

export interface Context {
  /** Starts working and listening; rejects with Node's error when a port cannot be had. */
  start(): Promise<{ readonly port: number; readonly metricsPort: number | undefined }>;
  /** Takes nothing new, finishes or gives back what is under way, within ten seconds after `SHUTDOWN_DELAY_MS`. */
  stop(): Promise<void>;
}

// Supervisors usually kill after ten seconds; a routing callback under way may take eight.
const DRAIN_MS = 8_500;

/** Puts the gateway together. Nothing outside is contacted until it starts. */
export function createContext({ config, store, log }: ContextDeps): Context {
  const { web } = config;
  const dependencies = dependencyWatch(OUTSIDE);
  const metrics = createMetrics();
  const outsideDeps = { config, dependencies, metrics: outsideMetrics(metrics.registry), log };
  const salesforce = connectSalesforce(outsideDeps);
  const twilio = connectTwilio(outsideDeps);
  const { pipeline, route } = wirePipeline({ config, store, salesforce, twilio, metrics, log });
  const callbacks = wireCallbacks({ ...salesforce, config, inbox: pipeline.inbox, route, metrics, log });
  const state = { draining: false };
  const isDraining = () => state.draining;
  const reconciliation = wireReconciliation({ config, store, twilio, inbox: pipeline.inbox, metrics, log });
  const shared = { config, store, isDraining };
  const operations = wireOperations({ ...shared, ...config, salesforce, twilio, dependencies, reconciliation, wake: pipeline.wake });
  const apps = wireWeb({ ...shared, ...operations, callbacks, metrics, log });
  const servers: Listening[] = [];
  let probe: Probe | undefined;
  return {
    start: async () => {
      const main = await listen(apps.main, web);
      servers.push(main);
      const metricsServer =
        web.metricsPort === undefined ? undefined : await listen(apps.metrics, { host: web.host, port: web.metricsPort });
      if (metricsServer) servers.push(metricsServer);
      pipeline.start();
      reconciliation.start();
      probe = probeOutside({ probes: { ...salesforce.probes, ...twilio.probes }, health: dependencies.health });
      return { port: main.port, metricsPort: metricsServer?.port };
    },
    stop: async () => {
      state.draining = true;
      probe?.stop();
      await sleep(web.shutdownDelayMs);
      await Promise.all([...servers.map((server) => server.close(DRAIN_MS)), pipeline.stop(DRAIN_MS), reconciliation.stop()]);
      salesforce.close();
      await store.close();
    },
  };
}
