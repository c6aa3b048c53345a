/** A Frontline app could not go on. Codes of https://www.twilio.com/docs/api/errors */
export class CallbackError extends Error {
  readonly code: number;
  /** What the product answered, if it did. */
  readonly status: number | undefined;
  /** Its body: JSON read, or the text as it came, cut to what Frontline takes of an answer. */
  readonly body: unknown;

  constructor(code: number, message: string, answer: { status?: number; body?: unknown } = {}) {
    super(message);
    this.name = 'CallbackError';
    this.code = code;
    this.status = answer.status;
    this.body = answer.body;
  }
}
