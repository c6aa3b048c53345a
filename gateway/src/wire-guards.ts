import { systemClock } from './clock.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { firstObjection } from './sending/first-objection.ts';
import { quietGuard } from './sending/quiet-guard.ts';
import type { SendGuard } from './sending/send-guard.ts';
import type { WiredConsent } from './wire-consent.ts';

export interface WireGuardsDeps {
  readonly salesforce: Pick<ReturnType<typeof connectSalesforce>, 'quietHours' | 'work'>;
  readonly consent: Pick<WiredConsent, 'guard' | 'workGuard'>;
  readonly window: { readonly guard: SendGuard; readonly workGuard: SendGuard };
}

export interface Guards {
  /** Whatever may keep a message unsent, on every path that can send. */
  readonly all: SendGuard;
  /** And, besides, what may keep the business from beginning. */
  readonly initiative: SendGuard;
}

/** The one list of what may keep a message unsent: for callbacks, and for the queues. */
export function wireGuards({ salesforce, consent, window }: WireGuardsDeps): { readonly callbacks: Guards; readonly work: Guards } {
  const joined = (guards: readonly SendGuard[], hours: typeof salesforce.quietHours): Guards => {
    const all = firstObjection(guards);
    return { all, initiative: firstObjection([all, quietGuard({ hours, clock: systemClock })]) };
  };
  return {
    callbacks: joined([consent.guard, window.guard], salesforce.quietHours),
    work: joined([consent.workGuard, window.workGuard], salesforce.work.quietHours),
  };
}
