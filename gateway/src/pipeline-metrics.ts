import type { Metrics } from './metrics.ts';
import type { PipelineObserver } from './pipeline/observer.ts';

/** Counts what the pipeline does. */
export function pipelineMetrics({ worked, published }: Pick<Metrics, 'worked' | 'published'>): PipelineObserver {
  return {
    onWorked: ({ kind }) => worked.inc({ kind, outcome: 'done' }),
    onPublished: ({ events }) => published.inc({ outcome: 'stored' }, events),
    onRetry: ({ queue, kind }) => (queue === 'inbox' ? worked.inc({ kind, outcome: 'retry' }) : published.inc({ outcome: 'retry' })),
    onDead: ({ queue, kind }) => (queue === 'inbox' ? worked.inc({ kind, outcome: 'dead' }) : published.inc({ outcome: 'dead' })),
  };
}
