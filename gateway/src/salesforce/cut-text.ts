const FIRST_HALF = /[\uD800-\uDBFF]$/;

/** A text of at most `length` UTF-16 units, which is what Salesforce counts, without half a character at its end. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(FIRST_HALF, '');
}
