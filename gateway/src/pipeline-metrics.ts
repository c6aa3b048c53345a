import type { Metrics } from './metrics.ts';
import type { PipelineObserver } from './pipeline/observer.ts';

type Counted = Pick<Metrics, 'worked' | 'published' | 'batches' | 'receipts' | 'republished'>;

/** Counts what the pipeline does. */
export function pipelineMetrics({ worked, published, batches, receipts, republished }: Counted): PipelineObserver {
  return {
    onWorked: ({ kind }) => worked.inc({ kind, outcome: 'done' }),
    onPublished: ({ events }) => {
      published.inc({ outcome: 'stored' }, events);
      batches.observe(events);
    },
    onRetry: ({ queue, kind }) => (queue === 'inbox' ? worked.inc({ kind, outcome: 'retry' }) : published.inc({ outcome: 'retry' })),
    onDead: ({ queue, kind }) => (queue === 'inbox' ? worked.inc({ kind, outcome: 'dead' }) : published.inc({ outcome: 'dead' })),
    onReceipt: ({ fate }) => receipts.inc({ fate }),
    onRepublished: ({ kind }) => republished.inc({ kind }),
  };
}
