import { Counter, type Registry } from 'prom-client';

/** Counts attempts to send what Salesforce asks for. */
export function sendingMetrics(registry: Registry) {
  const sends = new Counter({
    name: 'frontline_sends_total',
    help: 'Messages from Salesforce by what an attempt came to: sent, put off, or why refused',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['sent', 'put_off']) sends.inc({ outcome }, 0);
  return { onOutcome: (outcome: string) => sends.inc({ outcome }) };
}
