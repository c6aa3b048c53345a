import { formatAddress, parseAddress } from '../directory/address.ts';
import { GatewayError } from '../errors.ts';
import { maskText } from '../mask.ts';
import type { PurgeAnswer } from './contract.ts';
import type { Erased, Erasure, ErasureSubject, RecordSubject } from './erasure.ts';
import { REMAINS } from './remains.ts';
import type { SameCustomer } from './same-customer.ts';

export interface PurgeDeps {
  readonly erasure: Erasure;
  readonly sameCustomer: SameCustomer;
}

export interface PurgeInput {
  readonly subject: ErasureSubject | { readonly recordId: string };
  readonly who: string;
}

interface Part {
  readonly subject: ErasureSubject | RecordSubject;
  /** For the audit log. */
  readonly what: string;
}

/**
 * Erases what this gateway holds of a customer or a conversation, and says what it cannot reach. A customer is erased under the
 * number and under its WhatsApp address, whichever was given; a record under all Ids that Salesforce knows it by.
 * @throws GatewayError `bad_request` for an address that is no phone number, or an Account that is not there; transient where Salesforce has to be
 * asked about an Account and fails
 */
export function purge({ erasure, sameCustomer }: PurgeDeps) {
  const partsOf = async (subject: PurgeInput['subject']): Promise<readonly Part[]> => {
    if ('conversationSid' in subject) return [{ subject, what: `conversation ${subject.conversationSid}` }];
    if ('address' in subject) return spellingsOf(subject.address);
    return [{ subject: { recordIds: await sameCustomer(subject.recordId) }, what: `record ${subject.recordId}` }];
  };
  return async ({ subject, who }: PurgeInput): Promise<PurgeAnswer> => {
    const counts: Erased[] = [];
    for (const part of await partsOf(subject)) counts.push(await erasure.erase(part.subject, { who, action: 'purge', subject: part.what }));
    const sum = (name: keyof Erased) => counts.reduce((total, erased) => total + erased[name], 0);
    return { conversations: sum('conversations'), entries: sum('entries'), activities: sum('activities'), remains: [...REMAINS] };
  };
}

function spellingsOf(text: string): readonly Part[] {
  const parsed = parseAddress(text);
  if (!parsed) throw new GatewayError('bad_request', 'address: must be E.164, with or without whatsapp:.');
  return (['sms', 'whatsapp'] as const).map((channel) => {
    const address = formatAddress({ channel, number: parsed.number });
    // Only the last digits: an audit log that names whom it forgot would not have forgotten.
    return { subject: { address }, what: `address ${maskText(address)}` };
  });
}
