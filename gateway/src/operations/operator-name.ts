const ASCII = /^[\x20-\x7e]*$/;
const ENCODED = /^utf-8''/i;
// Goes into the audit log and onto terminals: no control characters, nothing that turns the direction of writing, no half of a
// character. Persian and Indic names need the joiners (U+200C, U+200D).
const RECORDABLE = /^(?:[^\p{C}\p{Zl}\p{Zp}]|\u200c|\u200d){1,100}$/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * The name of who acts as the value of `X-Frontline-Operator`: as it is where it is ASCII, else as an extended value of RFC 8187
 * (https://www.rfc-editor.org/rfc/rfc8187#section-3.2), `UTF-8''Ren%C3%A9`, because a header carries nothing but ASCII safely.
 */
export function formatOperator(name: string): string {
  return ASCII.test(name) && !ENCODED.test(name) ? name : `UTF-8''${encodeURIComponent(name)}`;
}

/** Reads what `formatOperator` wrote; undefined when it is no name of 1 to 100 visible characters. Blanks around it are left out. */
export function parseOperator(header: string): string | undefined {
  const isEncoded = ENCODED.test(header);
  // Beyond ASCII a header's bytes mean nothing certain: node takes them for Latin-1, most senders for UTF-8.
  if (!isEncoded && !ASCII.test(header)) return undefined;
  const name = (isEncoded ? decoded(header.replace(ENCODED, '')) : header).normalize('NFC').trim();
  return isOperatorName(name) ? name : undefined;
}

/** Whether a name can be recorded: 1 to 100 visible characters. */
export const isOperatorName = (name: string): boolean => RECORDABLE.test(name) && SEEN.test(name);

/** Empty, which is no name, where the bytes are not UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
