import { displayAddress } from '../directory/address.ts';
import type { SendGuard } from '../sending/send-guard.ts';
import type { ConsentOf } from './consent-of.ts';

/** Keeps back whatever would go to somebody who does not want it; whoever never said may be written to. */
export function consentGuard({ consent }: { readonly consent: ConsentOf }): SendGuard {
  return async ({ customer, business }) => {
    const { status, changedAt, source } = await consent({ customer, business });
    if (status !== 'opted-out') return undefined;
    const since = changedAt === undefined ? '' : ` since ${changedAt.toISOString().slice(0, 10)}`;
    const because = source === undefined ? '' : ` (${source.replace(/\.$/, '')})`;
    return {
      code: 'opted_out',
      message: `The customer wants no messages from ${displayAddress(business)}${since}${because}. The customer may text START to get them again.`,
    };
  };
}
