import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import { systemClock, systemTimers } from './clock.ts';
import { connectOutside } from './connect-outside.ts';
import { requireActingUser } from './http/acting-user.ts';
import { listen, type Listening } from './http/listen.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Inbox } from './pipeline/inbox.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { probeOutside, type Probe } from './probe-outside.ts';
import { verifyActingUser } from './sending/verify-acting-user.ts';
import type { Store } from './store/open-store.ts';
import { stopInTime } from './stop-in-time.ts';
import { wireCallbacks } from './wire-callbacks.ts';
import { wireConsent } from './wire-consent.ts';
import { wireGuards } from './wire-guards.ts';
import { wireMedia } from './wire-media.ts';
import { wireOperations } from './wire-operations.ts';
import { wirePipeline } from './wire-pipeline.ts';
import { wireReconciliation } from './wire-reconciliation.ts';
import { wireRouting } from './wire-routing.ts';
import { wireSending } from './wire-sending.ts';
import { wireTemplates } from './wire-templates.ts';
import { wireWeb } from './wire-web.ts';
import { wireWindow } from './wire-window.ts';

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
export function createContext(deps: ContextDeps): Context {
  const { web } = deps.config;
  const state = { draining: false };
  const { apps, loops, dependencies, salesforce, twilio } = joinParts(deps, () => state.draining);
  const stop = stopInTime({ timers: systemTimers, log: deps.log });
  const servers: Listening[] = [];
  let probe: Probe | undefined;
  return {
    start: async () => {
      servers.push(await listen(apps.main, web));
      if (web.metricsPort !== undefined) servers.push(await listen(apps.metrics, { host: web.host, port: web.metricsPort }));
      for (const loop of loops) loop.start();
      probe = probeOutside({ probes: { ...salesforce.probes, ...twilio.probes }, health: dependencies.health });
      return { port: servers[0]?.port ?? 0, metricsPort: servers[1]?.port };
    },
    stop: async () => {
      state.draining = true;
      probe?.stop();
      await sleep(web.shutdownDelayMs);
      await Promise.all([...servers.map((server) => server.close(DRAIN_MS)), stop(loops, DRAIN_MS)]);
      salesforce.close();
      await deps.store.close();
    },
  };
}

/** Joins ports with adapters, from what is outside to what is answered on the web, and whatever works by itself meanwhile. */
function joinParts({ config, store, log }: ContextDeps, isDraining: () => boolean) {
  const metrics = createMetrics();
  const { dependencies, salesforce, twilio, news } = connectOutside({ config, store, metrics, log });
  // What is worked may bring more work, for which the pipeline's own inbox wakes the worker.
  const waking: Pick<Inbox, 'accept' | 'finish'> = {
    accept: (...entry) => pipeline.inbox.accept(...entry),
    finish: (key) => pipeline.inbox.finish(key),
  };
  const requireUser = requireActingUser(verifyActingUser({ ...config, ...config.salesforce, clock: systemClock }));
  const consent = wireConsent({ config, store, salesforce, twilio, inbox: waking });
  const window = wireWindow({ store, twilio });
  const guards = wireGuards({ salesforce, consent, window });
  const outside = { config, store, salesforce, twilio, inbox: waking, log };
  const routing = wireRouting({ ...outside, news, requireUser, guard: guards.work.all });
  const templates = wireTemplates({ salesforce, twilio, requireUser });
  const sending = wireSending({
    ...outside,
    guards: guards.work,
    requireUser,
    attend: routing.attend,
    wake: () => pipeline.wake(),
    metrics,
  });
  const media = wireMedia({ ...outside, metrics });
  const pipeline: Pipeline = wirePipeline({ ...outside, routing, consent, sending, window, media, metrics });
  const { inbox } = pipeline;
  const answers = { ...salesforce, ...twilio, ...store, ...templates, guards: guards.callbacks, window, route: routing.route };
  const callbacks = wireCallbacks({ ...answers, config, inbox, metrics, log });
  const reconciliation = wireReconciliation({ config, store, twilio, inbox, metrics, log });
  const shared = { config, store, isDraining };
  const operations = wireOperations({ ...shared, ...config, salesforce, twilio, dependencies, reconciliation, wake: pipeline.wake });
  const salesforceRoutes = { ...routing.routes, ...templates.routes, ...sending.routes };
  const apps = wireWeb({ ...shared, ...operations, callbacks, salesforceRoutes, metrics, log });
  return { apps, loops: [pipeline, routing, reconciliation], dependencies, salesforce, twilio };
}
