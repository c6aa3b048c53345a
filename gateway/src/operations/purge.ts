import { formatAddress, parseAddress } from '../directory/address.ts';
import { GatewayError } from '../errors.ts';
import { maskText } from '../mask.ts';
import type { PurgeAnswer } from './contract.ts';
import type { Erased, Erasure, ErasureSubject } from './erasure.ts';
import { REMAINS } from './remains.ts';

export interface PurgeInput {
  readonly subject: ErasureSubject;
  readonly who: string;
}

/**
 * Erases what this gateway holds of a customer or a conversation, and says what it cannot reach. A customer is erased under the
 * number and under its WhatsApp address, whichever was given.
 * @throws GatewayError `bad_request` for an address that is no phone number
 */
export function purge({ erasure }: { readonly erasure: Erasure }) {
  return async ({ subject, who }: PurgeInput): Promise<PurgeAnswer> => {
    const counts: Erased[] = [];
    for (const one of spellingsOf(subject)) {
      // Only the last digits: an audit log that names whom it forgot would not have forgotten.
      const what = 'address' in one ? `address ${maskText(one.address)}` : `conversation ${one.conversationSid}`;
      counts.push(await erasure.erase(one, { who, action: 'purge', subject: what }));
    }
    const sum = (name: keyof Erased) => counts.reduce((total, erased) => total + erased[name], 0);
    return { conversations: sum('conversations'), entries: sum('entries'), activities: sum('activities'), remains: [...REMAINS] };
  };
}

function spellingsOf(subject: ErasureSubject): readonly ErasureSubject[] {
  if ('conversationSid' in subject) return [subject];
  const parsed = parseAddress(subject.address);
  if (!parsed) throw new GatewayError('bad_request', 'address: must be E.164, with or without whatsapp:.');
  return (['sms', 'whatsapp'] as const).map((channel) => ({ address: formatAddress({ channel, number: parsed.number }) }));
}
