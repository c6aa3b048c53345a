import { Counter, Gauge, type Registry } from 'prom-client';
import type { ReconcileResult } from './reconciliation/reconcile-result.ts';

const WHAT = ['conversations', 'messages', 'missing', 'refused', 'requests'] as const;

/** What the gateway counts of its comparisons with Twilio and of the room that workers have. */
export function reconciliationMetrics(registry: Registry) {
  const registers = [registry];
  const compared = new Counter({
    name: 'frontline_reconciled_total',
    help: 'Conversations and messages compared with Twilio, conversations that it refuses, requests made for it, and happenings that had been missed',
    labelNames: ['what'],
    registers,
  });
  const crowded = new Gauge({
    name: 'frontline_crowded_workers',
    help: 'Workers in more than 900 open conversations, of the 1,000 that Twilio allows, as last counted',
    registers,
  });
  const left = new Counter({ name: 'frontline_left_conversations_total', help: 'Closed conversations that their workers left', registers });
  for (const what of WHAT) compared.inc({ what }, 0);
  return {
    onCompared: (found: ReconcileResult) => {
      for (const what of WHAT) compared.inc({ what }, found[what]);
    },
    onCrowded: (workers: number) => crowded.set(workers),
    onLeft: (conversations: number) => left.inc(conversations),
  };
}

export type ReconciliationMetrics = ReturnType<typeof reconciliationMetrics>;
