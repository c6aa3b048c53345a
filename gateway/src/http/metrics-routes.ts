import { Router, type Request } from 'express';
import { GatewayError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { hasToken } from './service-token.ts';

export interface MetricsRoutesOptions {
  readonly metrics: Metrics;
  /** Brings the gauges up to date before they are read. */
  readonly refresh: () => Promise<void>;
  readonly token: string | undefined;
  /** Without a port of their own, metrics are for this machine only. */
  readonly loopbackOnly: boolean;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `GET /metrics` in Prometheus's format: with a bearer token where one is configured, and only on loopback unless on a port of its own. */
export function metricsRoutes({ metrics, refresh, token, loopbackOnly }: MetricsRoutesOptions): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (loopbackOnly && !isLocal(request)) throw new GatewayError('not_found', 'There is nothing at this address.');
    if (token !== undefined && !hasToken(request.get('Authorization'), [token])) {
      throw new GatewayError('unauthorized', 'A valid bearer token is required.');
    }
    await refresh();
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

/** A proxy on this machine brings strangers from loopback, so a forwarded request is never local. */
function isLocal(request: Request): boolean {
  const forwarded = request.get('X-Forwarded-For') ?? request.get('Forwarded');
  return forwarded === undefined && LOOPBACK.has(request.socket.remoteAddress ?? '');
}
