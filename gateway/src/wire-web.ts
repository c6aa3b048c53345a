import express, { type Express, type Router } from 'express';
import type { Config } from './config.ts';
import type { DependencyHealth } from './dependency-watch.ts';
import { createApp } from './http/create-app.ts';
import { errorHandler, notFound } from './http/error-handler.ts';
import { healthRoutes } from './http/health-routes.ts';
import { assignRequestId } from './http/request-id.ts';
import { metricsRoutes } from './http/metrics-routes.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { storeMetrics } from './store-metrics.ts';
import type { Store } from './store/open-store.ts';

export interface WireWebDeps {
  readonly config: Config;
  readonly store: Store;
  readonly callbacks: Router;
  readonly operations: Router;
  readonly salesforceRoutes: Readonly<Record<string, Router>>;
  readonly storeHealth: () => Promise<DependencyHealth>;
  readonly outside: () => Readonly<Record<string, DependencyHealth>>;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The gateway's web application, and the one for the metrics port. */
export function wireWeb(deps: WireWebDeps): { main: Express; metrics: Express } {
  const { config, store, metrics, log } = deps;
  const { metricsPort, metricsToken: token, trustProxy } = config.web;
  const refresh = storeMetrics({ registry: metrics.registry, store, limits: config.limits });
  const routes = (loopbackOnly: boolean) => metricsRoutes({ metrics, refresh, token, loopbackOnly });
  const main = createApp({
    callbacks: deps.callbacks,
    health: healthRoutes(deps),
    metricsRoutes: metricsPort === undefined ? routes(true) : undefined,
    operations: deps.operations,
    salesforce: deps.salesforceRoutes,
    metrics,
    gatewayTokens: config.gatewayTokens,
    trustProxy,
    log,
  });
  const metricsApp = express().disable('x-powered-by').use(assignRequestId, routes(false), notFound, errorHandler({ log }));
  return { main, metrics: metricsApp };
}
