import { Router } from 'express';
import type { DependencyHealth } from '../dependency-watch.ts';

export interface HealthDeps {
  /** Whether a webhook can be stored durably right now, found out by storing something. */
  readonly storeHealth: () => Promise<DependencyHealth>;
  /** The last known state of what is outside, without asking it. */
  readonly outside: () => Readonly<Record<string, DependencyHealth>>;
  readonly isDraining: () => boolean;
}

/**
 * `/healthz`: the process lives. `/readyz`: it can durably accept a webhook, whatever Salesforce or Twilio do; for load
 * balancers. `/statusz`: everything it needs is up; for alerts and the doctor, never for a load balancer.
 */
export function healthRoutes({ storeHealth, outside, isDraining }: HealthDeps): Router {
  const router = Router();
  const look = async () => {
    const store = await storeHealth();
    const dependencies: Record<string, DependencyHealth> = { store, ...outside() };
    const ready = store.status === 'up' && !isDraining();
    return { ready, draining: isDraining(), dependencies };
  };
  router.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));
  router.get('/readyz', async (_request, response) => {
    const state = await look();
    response.status(state.ready ? 200 : 503).json(state);
  });
  router.get('/statusz', async (_request, response) => {
    const state = await look();
    const anyDown = Object.values(state.dependencies).some(({ status }) => status === 'down');
    response.status(state.ready && !anyDown ? 200 : 503).json(state);
  });
  return router;
}
