const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * A moment in the one spelling that keys use: UTC, with milliseconds only where there are any. Webhooks tell milliseconds
 * and the REST API whole seconds (observed; neither is documented). Text that is no moment stays as it is.
 */
export function canonicalInstant(text: string): string {
  if (!ISO_8601.test(text)) return text;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString().replace('.000Z', 'Z');
}

/** The second that a moment is in: what a spelling with milliseconds and one without have in common. */
export function secondOf(instant: string): string {
  return canonicalInstant(instant).replace(/(\.\d+)?Z$/, '');
}
