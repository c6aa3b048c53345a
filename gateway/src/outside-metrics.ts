import { Counter, Gauge, type Registry } from 'prom-client';
import type { BreakerState } from './resilience/guard.ts';

const BREAKER_STATES: readonly BreakerState[] = ['closed', 'half-open', 'open'];
/** What EventBusSubscriber may say, and `none` where it names no trigger; any other word counts as `other`. */
const TRIGGER_STATES = ['running', 'idle', 'error', 'suspended', 'expired', 'none', 'other'] as const;

type SalesforceCall = 'query' | 'search' | 'apexrest' | 'composite' | 'write' | 'upload' | 'login' | 'publish' | 'schema';

/** What the gateway counts of Salesforce and Twilio. */
export function outsideMetrics(registry: Registry) {
  const registers = [registry];
  const calls = new Counter({
    name: 'frontline_salesforce_calls_total',
    help: 'Calls of Salesforce by kind: publish and schema alone do not count against the daily allowance',
    labelNames: ['kind'],
    registers,
  });
  const remaining = new Gauge({
    name: 'frontline_salesforce_daily_calls_remaining',
    help: 'API requests that the org has left in its 24 hours, as its last answer said',
    registers,
  });
  const breaker = new Gauge({
    name: 'frontline_breaker_state',
    help: '1 for the state that the breaker to Salesforce or Twilio is in, 0 for the others',
    labelNames: ['name', 'state'],
    registers,
  });
  const trigger = new Gauge({
    name: 'frontline_subscriber_state',
    help: '1 for the state of the trigger that records activities, as last seen, 0 for the others',
    labelNames: ['state'],
    registers,
  });
  return {
    onStale: staleAnswers(registry),
    onCall: (kind: SalesforceCall) => calls.inc({ kind }),
    onRemaining: (calls: number) => remaining.set(calls),
    onBreaker: (name: 'salesforce' | 'twilio') => {
      const set = (current: BreakerState) => BREAKER_STATES.forEach((state) => breaker.set({ name, state }, Number(state === current)));
      set('closed');
      return set;
    },
    /** @param status as the platform spells it; absent when there is no trigger */
    onTrigger: (status?: string) => {
      const current = TRIGGER_STATES.find((state) => state === (status?.toLowerCase() ?? 'none')) ?? 'other';
      for (const state of TRIGGER_STATES) trigger.set({ state }, state === current ? 1 : 0);
    },
  };
}

function staleAnswers(registry: Registry) {
  const stale = new Counter({
    name: 'frontline_stale_answers_total',
    help: 'Lists and names answered from memory, up to 15 minutes old, because Salesforce failed',
    labelNames: ['what'],
    registers: [registry],
  });
  return (what: 'list' | 'name') => stale.inc({ what });
}

export type OutsideMetrics = ReturnType<typeof outsideMetrics>;
