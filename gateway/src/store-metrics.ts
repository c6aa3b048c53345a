import { Gauge, type Registry } from 'prom-client';
import type { CapacityLimits } from './pipeline/capacity.ts';
import type { Store } from './store/open-store.ts';

export interface StoreMetricsDeps {
  readonly registry: Registry;
  readonly store: Pick<Store, 'backlog' | 'capacity' | 'waitingReceipts'>;
  readonly limits: CapacityLimits;
}

const MS_PER_SECOND = 1_000;

/** Gauges of what waits and how full the store is; answers what brings them up to date, to be called before they are read. */
export function storeMetrics({ registry, store, limits }: StoreMetricsDeps): () => Promise<void> {
  const gauge = <T extends string>(name: string, help: string, ...labelNames: readonly T[]) =>
    new Gauge<T>({ name, help, labelNames: [...labelNames], registers: [registry] });
  const queued = gauge(
    'frontline_queued',
    'Rows by queue and state: ready and dead in inbox and outbox, waiting in receipts',
    'queue',
    'state',
  );
  const oldest = gauge(
    'frontline_oldest_seconds',
    'Age of the oldest that waits: in inbox to be worked, in outbox to be published, in receipts to be confirmed',
    'queue',
  );
  const usage = gauge(
    'frontline_usage_ratio',
    'Share of MAX_QUEUED (queued) and MAX_STORE_BYTES (bytes) in use; at 1 webhooks are refused',
    'of',
  );
  return async () => {
    const { backlog, capacity, waitingReceipts } = store;
    const [{ inbox, outbox }, used, receipts] = await Promise.all([backlog.counts(), capacity.usage(), waitingReceipts.count()]);
    for (const [queue, counts] of Object.entries({ inbox, outbox })) {
      queued.set({ queue, state: 'ready' }, counts.ready);
      queued.set({ queue, state: 'dead' }, counts.dead);
      oldest.set({ queue }, counts.oldestAgeMs / MS_PER_SECOND);
    }
    queued.set({ queue: 'receipts', state: 'waiting' }, receipts.waiting);
    oldest.set({ queue: 'receipts' }, receipts.oldestAgeMs / MS_PER_SECOND);
    usage.set({ of: 'queued' }, used.queued / limits.maxQueued);
    usage.set({ of: 'bytes' }, used.bytes / limits.maxBytes);
  };
}
