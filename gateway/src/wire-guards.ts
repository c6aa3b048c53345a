import { systemClock } from './clock.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { firstObjection } from './sending/first-objection.ts';
import { quietGuard } from './sending/quiet-guard.ts';
import type { SendGuard } from './sending/send-guard.ts';

export interface WireGuardsDeps {
  readonly salesforce: Pick<ReturnType<typeof connectSalesforce>, 'quietHours'>;
  readonly consent: { readonly guard: SendGuard };
  readonly window: { readonly guard: SendGuard };
}

export interface Guards {
  /** Whatever may keep a message unsent, on every path that can send. */
  readonly all: SendGuard;
  /** And, besides, what may keep the business from beginning. */
  readonly initiative: SendGuard;
}

/** The one list of what may keep a message unsent. */
export function wireGuards({ salesforce, consent, window }: WireGuardsDeps): Guards {
  const all = firstObjection([consent.guard, window.guard]);
  const quiet = quietGuard({ hours: salesforce.quietHours, clock: systemClock });
  return { all, initiative: firstObjection([all, quiet]) };
}
