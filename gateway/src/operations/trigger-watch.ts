import type { Clock } from '../clock.ts';
import type { DependencyHealth } from '../dependency-watch.ts';
import { toGatewayError } from '../errors.ts';
import { isListening, type ActivityTrigger, type ActivityTriggers } from '../pipeline/activity-trigger.ts';

/** What is known of the triggers; `failure` says why they could not be asked. */
export type TriggerState =
  { readonly known: true; readonly triggers: readonly ActivityTrigger[] } | { readonly known: false; readonly failure?: string };

export interface TriggerWatch {
  /** Asks, unless it did so within the last minute. Never rejects. */
  readonly look: () => Promise<TriggerState>;
  /** What was last heard, for health; asks in the background when that is old. */
  readonly health: () => DependencyHealth;
}

// Health is polled by machines, and each question is an API call of the org's daily allowance: at most 1,440 of at least 15,000 a day.
const TTL_MS = 60_000;

/** Knows whether Salesforce still records what is published: a suspended trigger refuses nothing, it only lets events wait and expire. */
export function triggerWatch({ triggers, clock }: { readonly triggers: ActivityTriggers; readonly clock: Clock }): TriggerWatch {
  let asked: { readonly at: number; readonly answer: Promise<TriggerState> } | undefined;
  let last: TriggerState = { known: false };
  const ask = async (): Promise<TriggerState> => {
    try {
      last = { known: true, triggers: await triggers.all() };
    } catch (error) {
      last = { known: false, failure: toGatewayError(error).code };
    }
    return last;
  };
  const look = () => {
    const at = clock.now().getTime();
    if (!asked || at - asked.at >= TTL_MS) asked = { at, answer: ask() };
    return asked.answer;
  };
  return {
    look,
    health: () => {
      void look();
      return healthOf(last);
    },
  };
}

/** Nobody subscribed may also mean that the integration user may not know: only a trigger that says it has stopped is down. */
function healthOf(state: TriggerState): DependencyHealth {
  if (!state.known || state.triggers.length === 0) return { status: 'unknown' };
  const stopped = state.triggers.filter((trigger) => !isListening(trigger));
  if (stopped.length === 0) return { status: 'up' };
  return { status: 'down', detail: stopped.map(({ name, status }) => `${name} is ${status}`).join(', ') };
}
