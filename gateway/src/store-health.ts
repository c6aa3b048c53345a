import { systemClock } from './clock.ts';
import type { DependencyHealth } from './dependency-watch.ts';
import { toGatewayError } from './errors.ts';
import type { Store } from './store/open-store.ts';

// Health is open to everybody, and each look is a durable write.
const TTL_MS = 1_000;

/** Whether a webhook could be stored right now: found out by storing something, at most once a second. Never rejects. */
export function storeHealth(store: Pick<Store, 'checkWritable'>): () => Promise<DependencyHealth> {
  let last: { readonly at: number; readonly health: Promise<DependencyHealth> } | undefined;
  return () => {
    const at = systemClock.now().getTime();
    if (!last || at - last.at >= TTL_MS) last = { at, health: writeSomething(store) };
    return last.health;
  };
}

async function writeSomething(store: Pick<Store, 'checkWritable'>): Promise<DependencyHealth> {
  try {
    await store.checkWritable();
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', detail: toGatewayError(error).code };
  }
}
