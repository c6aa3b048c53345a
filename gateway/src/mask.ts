// What a phone number looks like in a URL, an error or a query: a plus and digits, a run of ten and more, (415) 555-0132,
// 415.555.0132, +44 20 7946 0018.
const PHONE =
  /(?:\+|%2B)\d(?:(?:[\s().+-]|%20){0,2}\d){5,14}|\(\d{2,5}\)[\s.-]?\d{2,4}(?:[\s.-]?\d{2,4}){1,2}|(?<![\w+]|\d[.-])(?:1[\s.-])?\d{3}[\s.-]\d{3}[\s.-]\d{4}\b|(?<![\w+.-])0\d{1,4}(?: \d{2,8}){1,3}\b|(?<![\w+]|\d[.-])\d{10,15}\b/gi;
const VISIBLE_DIGITS = 2;

/** Names of fields that never reach a log, at any depth. */
const SILENT =
  /^(body|payload|text|content|params|query|subject|description|attributes|authorization|cookie|.*token|.*secret|.*signature|private_?key|assertion)$/i;

const MAX_DEPTH = 6;

/** A text with every phone number reduced to its last two digits. */
export function maskText(text: string): string {
  return text.replace(PHONE, (number) => `+***${number.slice(-VISIBLE_DIGITS)}`);
}

/** A log record without message bodies and secrets, phone numbers masked, errors reduced to what helps. */
export function maskFields(record: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, SILENT.test(name) ? '[silent]' : maskValue(value, depth + 1)]),
  );
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return maskError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => maskValue(item, depth + 1));
  return maskFields(value, depth);
}

function maskError(error: Error, depth: number): object {
  const { cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const upstreamCode: unknown = 'upstreamCode' in error ? error.upstreamCode : undefined;
  return {
    type: error.name,
    message: maskText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(upstreamCode === undefined ? {} : { upstreamCode }),
    ...(error.stack === undefined ? {} : { stack: maskText(error.stack) }),
    ...(cause === undefined ? {} : { cause: maskValue(cause, depth + 1) }),
  };
}
