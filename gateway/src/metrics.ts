import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

// A callback may take 4.5 s and routing 8 s before it counts as failed.
const ANSWER_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 6, 8, 10];

const BATCH_BUCKETS = [0, 1, 2, 5, 10, 20, 50, 100, 150, 200];

/** What the gateway counts, for Prometheus. Labels are closed sets: nothing a stranger sends becomes one. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <T extends string>(name: string, help: string, ...labelNames: readonly T[]) =>
    new Counter<T>({ name, help, labelNames: [...labelNames], registers });
  return {
    registry,
    webhooks: counter('frontline_webhooks_total', 'Conversations webhooks by event type and what was done', 'event', 'outcome'),
    worked: counter('frontline_worked_total', 'Attempts to work inbox entries by kind and outcome', 'kind', 'outcome'),
    published: counter('frontline_published_total', 'Attempts to publish activities by outcome', 'outcome'),
    batches: new Histogram({
      name: 'frontline_publish_batch_events',
      help: 'Events stored by one publish request',
      buckets: BATCH_BUCKETS,
      registers,
    }),
    receipts: counter('frontline_receipts_total', 'Keys asked for in Salesforce by what became of them', 'fate'),
    republished: counter('frontline_republished_total', 'Activities published again because Salesforce had lost them, by kind', 'kind'),
    answers: new Histogram({
      name: 'frontline_answer_seconds',
      help: 'Time to answer a request, by route and status',
      labelNames: ['route', 'status'],
      buckets: ANSWER_BUCKETS_SECONDS,
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
