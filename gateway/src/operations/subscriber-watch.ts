import type { Clock } from '../clock.ts';
import type { DependencyHealth } from '../dependency-watch.ts';
import { toGatewayError } from '../errors.ts';
import type { Subscriber, Subscribers } from './subscribers.ts';

/** What is known of the subscribers; `failure` says why they could not be asked. */
export type SubscriberState =
  { readonly known: true; readonly subscribers: readonly Subscriber[] } | { readonly known: false; readonly failure?: string };

export interface SubscriberWatch {
  /** Asks, unless it did so within the last minute. Never rejects. */
  readonly look: () => Promise<SubscriberState>;
  /** What was last heard, for health; asks in the background when that is old. */
  readonly health: () => DependencyHealth;
}

// Health is polled by machines, and each question is an API call of the org's daily allowance: at most 1,440 of at least 15,000 a day.
const TTL_MS = 60_000;

/** `Idle` waits for events and wakes by itself. */
const LISTENING: ReadonlySet<string> = new Set(['Running', 'Idle']);

/** Whether a subscriber takes events, now or as soon as there are some. */
export const isListening = ({ status }: Subscriber): boolean => LISTENING.has(status);

/** Knows whether Salesforce still records what is published: a suspended trigger refuses nothing, it only lets events wait and expire. */
export function subscriberWatch({ subscribers, clock }: { readonly subscribers: Subscribers; readonly clock: Clock }): SubscriberWatch {
  let asked: { readonly at: number; readonly answer: Promise<SubscriberState> } | undefined;
  let last: SubscriberState = { known: false };
  const ask = async (): Promise<SubscriberState> => {
    try {
      last = { known: true, subscribers: await subscribers.all() };
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

/** Nobody subscribed may also mean that the integration user may not know: only a subscriber that says it has stopped is down. */
function healthOf(state: SubscriberState): DependencyHealth {
  if (!state.known || state.subscribers.length === 0) return { status: 'unknown' };
  const stopped = state.subscribers.filter((subscriber) => !isListening(subscriber));
  if (stopped.length === 0) return { status: 'up' };
  return { status: 'down', detail: stopped.map(({ name, status }) => `${name} is ${status}`).join(', ') };
}
