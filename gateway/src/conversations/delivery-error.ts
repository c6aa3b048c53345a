/** Why a message was not delivered, by Twilio's code (https://www.twilio.com/docs/api/errors), in words for a rep. */
const REASONS: Readonly<Record<string, string>> = {
  '21610': 'the customer has opted out of messages from this number',
  '30003': "the customer's phone cannot be reached: it may be off or out of service",
  '30004': "the customer's phone or carrier has blocked the message",
  '30005': 'the number is unknown or no longer in use',
  '30006': 'the number is a landline or its carrier cannot be reached',
  '30007': 'the carrier filtered the message as unwanted',
  '30008': 'the carrier gave no reason',
  '63003': 'the number is not on WhatsApp',
  '63016': "more than 24 hours since the customer's last WhatsApp message: only an approved template can be sent",
};

/** Twilio's error code with its meaning; undefined when there was no error (Twilio then sends 0 or nothing). */
export function deliveryError(code: string | undefined): string | undefined {
  if (code === undefined || code === '0') return undefined;
  const reason = REASONS[code];
  return reason === undefined ? `Twilio error ${code}` : `${reason} (Twilio error ${code})`;
}
