import parsePhoneNumber from 'libphonenumber-js/max';

/** The channels whose customers are reached by a phone number. */
export type PhoneChannel = 'sms' | 'whatsapp';

/** Where a customer is reached: `+E.164` for SMS, `whatsapp:+E.164` for WhatsApp. */
export interface Address {
  readonly channel: PhoneChannel;
  /** E.164 with its plus, without the channel. */
  readonly number: string;
}

const PREFIX = 'whatsapp:';
// E.164: a plus, then at most fifteen digits, the first not zero (ITU-T E.164, 6.2).
const E164 = /^\+[1-9]\d{1,14}$/;

/** Reads an address as Twilio writes it; anything else (a chat identity, a group's list of addresses) is undefined. */
export function parseAddress(text: string): Address | undefined {
  const isWhatsApp = text.toLowerCase().startsWith(PREFIX);
  const number = (isWhatsApp ? text.slice(PREFIX.length) : text).trim();
  if (!E164.test(number)) return undefined;
  return { channel: isWhatsApp ? 'whatsapp' : 'sms', number };
}

/** Writes an address as Twilio wants it. */
export function formatAddress(address: Address): string {
  return address.channel === 'whatsapp' ? `${PREFIX}${address.number}` : address.number;
}

/** An address as a person reads it (`+1 415-555-0132`), for names of unknown callers. */
export function displayAddress(address: Address): string {
  return parsePhoneNumber(address.number)?.formatInternational() ?? address.number;
}
