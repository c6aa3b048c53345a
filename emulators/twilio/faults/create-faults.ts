import type { Settings } from '../settings.ts';
import type { EventType } from '../webhooks/event-type.ts';
import { faultsSchema } from './faults.ts';
import type { FaultsInput, RestFault, WebhookFault } from './faults.ts';

export type FaultsState = {
  rest: RestFault[];
  webhooks: WebhookFault[];
  latencyMs: number;
  outage: 'none' | 'unavailable' | 'reset';
  initializingMs: number;
};

/** Troubles that can be ordered while the emulator runs. */
export type Faults = {
  /** Throws a ZodError for anything it does not know. */
  set: (faults: FaultsInput) => FaultsState;
  clear: () => void;
  state: () => FaultsState;
  /** The fault due for this REST request, one time used up. */
  takeRest: (request: { method: string; path: string }) => RestFault | undefined;
  /** The fault due for this webhook, one time used up. */
  takeWebhook: (event: EventType) => WebhookFault | undefined;
};

const take = <F extends { times: number }>(faults: F[], matches: (fault: F) => boolean): F | undefined => {
  const due = faults.find((fault) => fault.times > 0 && matches(fault));
  if (due) due.times -= 1;
  return due;
};

/** No fault at first. `initializingMs` lives in the settings, since conversations read it there. */
export const createFaults = (settings: Settings): Faults => {
  const calm = { initializingMs: settings.initializingMs };
  let state: Omit<FaultsState, 'initializingMs'> = { rest: [], webhooks: [], latencyMs: 0, outage: 'none' };
  const current = (): FaultsState => structuredClone({ ...state, initializingMs: settings.initializingMs });
  return {
    set: (input) => {
      const { initializingMs, rest, webhooks, latencyMs, outage } = faultsSchema.parse(input);
      state = {
        rest: rest ?? state.rest,
        webhooks: webhooks ?? state.webhooks,
        latencyMs: latencyMs ?? state.latencyMs,
        outage: outage ?? state.outage,
      };
      settings.initializingMs = initializingMs ?? settings.initializingMs;
      return current();
    },
    clear: () => {
      state = { rest: [], webhooks: [], latencyMs: 0, outage: 'none' };
      settings.initializingMs = calm.initializingMs;
    },
    state: current,
    takeRest: ({ method, path }) => take(state.rest, (fault) => (fault.method ?? method) === method && path.includes(fault.path ?? '')),
    takeWebhook: (event) => take(state.webhooks, (fault) => (fault.event ?? event) === event),
  };
};
