import { parseAddress } from '../directory/address.ts';
import type { CustomerMatch, Directory, FindOptions } from '../directory/directory.ts';

/** What a new conversation is called, and the attributes that go with it. */
export interface ConversationName {
  readonly friendlyName: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

// Twilio: a friendly name has at most 256 characters.
const MAX_FRIENDLY_NAME = 256;

/** The name of a conversation with whoever has this address: the customer's name, else the number as it came. */
export function nameFor(address: string, match: CustomerMatch | undefined): ConversationName {
  if (!match) return { friendlyName: parseAddress(address)?.number ?? address.slice(0, MAX_FRIENDLY_NAME), attributes: {} };
  return { friendlyName: match.customer.displayName.slice(0, MAX_FRIENDLY_NAME), attributes: { customer_id: match.customer.id } };
}

/** Whoever has this address; undefined for what is no phone number (a chat identity, a group). */
export async function matchFor(directory: Directory, address: string, options: FindOptions = {}): Promise<CustomerMatch | undefined> {
  const parsed = parseAddress(address);
  return parsed ? directory.findByAddress(parsed, options) : undefined;
}
