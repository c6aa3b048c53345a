/**
 * The codes this emulator answers with, and the HTTP status that goes with each. The dictionary gives the codes but seldom the status:
 * the statuses of the 50xxx, 409 for what exists already and 400 otherwise, are what public clients met or our reading.
 */
const statusOf = {
  /** Authenticate. https://www.twilio.com/docs/api/errors/20003 */
  20003: 401,
  /** Unknown parameter or bad value; also used where no code of its own could be found for a rule. Number unverified. */
  20001: 400,
  /** https://www.twilio.com/docs/api/errors/20404 */
  20404: 404,
  /** https://www.twilio.com/docs/api/errors/20429 */
  20429: 429,
  /** Internal error. Number unverified. */
  20500: 500,
  /** Service unavailable. Number unverified. */
  20503: 503,
  /** Content that does not exist. https://www.twilio.com/docs/api/errors/21655.md */
  21655: 400,
  /** Content variables that are not JSON, empty or missing. https://www.twilio.com/docs/api/errors/21656 */
  21656: 400,
  /** "Webhook cancelled processing of command": a pre-action webhook refused. Number and status unverified. */
  50107: 403,
  /** A user with that identity exists. https://www.twilio.com/docs/api/errors/50201 */
  50201: 409,
  /** The identity is in 1,000 conversations. https://www.twilio.com/docs/api/errors/50214 */
  50214: 403,
  /** Unique name taken. https://www.twilio.com/docs/api/errors/50353 */
  50353: 409,
  /** Closed is final. https://www.twilio.com/docs/api/errors/50377 */
  50377: 400,
  /** A timer needs a state at creation. https://www.twilio.com/docs/api/errors/50382 */
  50382: 400,
  /** Nothing is created closed. https://www.twilio.com/docs/api/errors/50384 */
  50384: 400,
  /** Still `initializing`. https://www.twilio.com/docs/api/errors/50386 */
  50386: 409,
  /** A unique name must not look like a SID. https://www.twilio.com/docs/api/errors/50390 */
  50390: 400,
  /** Customer's address malformed. https://www.twilio.com/docs/errors/50407 */
  50407: 400,
  /** Proxy address malformed or not ours. https://www.twilio.com/docs/api/errors/50408 */
  50408: 400,
  /** The pair is bound to an open conversation. https://www.twilio.com/docs/api/errors/50416 */
  50416: 409,
  /** More than 1,000 participants. https://www.twilio.com/docs/api/errors/50417.md */
  50417: 400,
  /** More than 50 that are not chat participants. https://www.twilio.com/docs/api/errors/50422 */
  50422: 400,
  /** That identity is in the conversation already. https://www.twilio.com/docs/api/errors/50433 */
  50433: 409,
  /** Content variables without a content SID. https://twilio.com/de/docs/api/errors/50528 */
  50528: 400,
} as const;

export type TwilioErrorCode = keyof typeof statusOf;

/** A refusal as Twilio's REST API words it. Not for faults of the emulator itself. */
export class TwilioError extends Error {
  readonly code: TwilioErrorCode;
  readonly status: number;

  constructor(code: TwilioErrorCode, message: string) {
    super(message);
    this.name = 'TwilioError';
    this.code = code;
    this.status = statusOf[code];
  }

  /** The JSON body of the answer. */
  toJSON(): { code: number; message: string; more_info: string; status: number } {
    return { code: this.code, message: this.message, more_info: `https://www.twilio.com/docs/errors/${this.code}`, status: this.status };
  }
}
