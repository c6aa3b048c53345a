import express, { type Express, type Router } from 'express';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { DependencyHealth } from './dependency-watch.ts';
import { toGatewayError } from './errors.ts';
import { createApp } from './http/create-app.ts';
import { errorHandler, notFound } from './http/error-handler.ts';
import { healthRoutes } from './http/health-routes.ts';
import { assignRequestId } from './http/request-id.ts';
import { metricsRoutes } from './http/metrics-routes.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/open-store.ts';

export interface WireWebDeps {
  readonly config: Config;
  readonly store: Store;
  readonly callbacks: Router;
  readonly outside: () => Readonly<Record<string, DependencyHealth>>;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
  readonly log: Log;
}

const MS_PER_SECOND = 1_000;

/** The gateway's web application, and the one for the metrics port. */
export function wireWeb({ config, store, callbacks, outside, isDraining, metrics, log }: WireWebDeps): { main: Express; metrics: Express } {
  const { metricsPort, metricsToken: token, trustProxy } = config.web;
  const refresh = refreshGauges(store, metrics);
  const routes = (loopbackOnly: boolean) => metricsRoutes({ metrics, refresh, token, loopbackOnly });
  const main = createApp({
    callbacks,
    health: healthRoutes({ storeHealth: storeHealth(store), outside, isDraining }),
    metricsRoutes: metricsPort === undefined ? routes(true) : undefined,
    metrics,
    gatewayTokens: config.gatewayTokens,
    trustProxy,
    log,
  });
  const metricsApp = express().disable('x-powered-by').use(assignRequestId, routes(false), notFound, errorHandler({ log }));
  return { main, metrics: metricsApp };
}

// Health is open to everybody, and each look is a durable write.
const HEALTH_TTL_MS = 1_000;

/** Whether a webhook could be stored right now: found out by storing something, at most once a second. */
function storeHealth(store: Store) {
  let last: { readonly at: number; readonly health: Promise<DependencyHealth> } | undefined;
  return (): Promise<DependencyHealth> => {
    const at = systemClock.now().getTime();
    if (!last || at - last.at >= HEALTH_TTL_MS) last = { at, health: writeSomething(store) };
    return last.health;
  };
}

async function writeSomething(store: Store): Promise<DependencyHealth> {
  try {
    await store.checkWritable();
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', detail: toGatewayError(error).code };
  }
}

function refreshGauges({ backlog }: Store, { queued, oldest }: Metrics) {
  return async () => {
    const { inbox, outbox } = await backlog.counts();
    for (const [queue, counts] of Object.entries({ inbox, outbox })) {
      queued.set({ queue, state: 'ready' }, counts.ready);
      queued.set({ queue, state: 'dead' }, counts.dead);
      oldest.set({ queue }, counts.oldestAgeMs / MS_PER_SECOND);
    }
  };
}
