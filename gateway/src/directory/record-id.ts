const SHORT = 15;
const RECORD_ID = /^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * Whether a text is a record id: 15 letters and digits, or 18 whose last three say which of the first are capitals
 * (https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm, "ID Field Type"). Salesforce refuses anything else.
 */
export function isRecordId(text: string): boolean {
  if (!RECORD_ID.test(text)) return false;
  return text.length === SHORT || text.slice(SHORT) === checksum(text.slice(0, SHORT));
}

/** One character for each five: bit n is set when character n is a capital. */
function checksum(id: string): string {
  return [0, 5, 10]
    .map((start) =>
      Array.from(id.slice(start, start + 5)).reduce((bits, letter, at) => bits + (letter >= 'A' && letter <= 'Z' ? 1 << at : 0), 0),
    )
    .map((bits) => ALPHABET.charAt(bits))
    .join('');
}
