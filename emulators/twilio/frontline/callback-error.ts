/** A Frontline app could not go on. Codes of https://www.twilio.com/docs/api/errors */
export class CallbackError extends Error {
  readonly code: number;
  /** What the product answered, if it did. */
  readonly status: number | undefined;

  constructor(code: number, message: string, status?: number) {
    super(message);
    this.name = 'CallbackError';
    this.code = code;
    this.status = status;
  }
}
