import type { ErrorCode, GatewayError } from '../errors.ts';

/**
 * What a failure asks of whoever does the work:
 *
 * | kind   | what happened                                         | what is done                                                        |
 * | ------ | ----------------------------------------------------- | ------------------------------------------------------------------- |
 * | outage | no answer, or one that says so; the store too         | again without end, pauses doubled up to 15 minutes                  |
 * | limit  | Salesforce or Twilio limits us, or we ourselves       | again without end, no sooner than the other side asks               |
 * | access | credentials, permissions, a package that is missing   | again without end: it waits for an operator, not for the message    |
 * | early  | a conversation, or somebody to give it to, is not yet | again without end: it is there in a moment                          |
 * | data   | what is in the message will never be taken            | set aside as a dead letter, at once; its lane goes on               |
 * | fault  | nobody foresaw it: a bug                              | again ten times, then set aside                                     |
 *
 * A refused session is renewed once by the adapter itself, which then holds back: here it is an outage (not renewed in time) or a matter
 * of access (the log-in is refused). Whatever the kind, a call that was not made is no attempt.
 */
export type FailureKind = 'outage' | 'limit' | 'access' | 'early' | 'data' | 'fault';

const KINDS: Readonly<Record<ErrorCode, FailureKind>> = {
  upstream_failed: 'outage',
  upstream_timeout: 'outage',
  store_unavailable: 'outage',
  upstream_busy: 'limit',
  overloaded: 'limit',
  upstream_refused: 'access',
  not_configured: 'access',
  upstream_not_ready: 'early',
  not_routable: 'early',
  upstream_rejected: 'data',
  too_many_requests: 'data',
  bad_request: 'data',
  unauthorized: 'data',
  forbidden: 'data',
  send_refused: 'data',
  not_found: 'data',
  gone: 'data',
  payload_too_large: 'data',
  unsupported_media_type: 'data',
  unknown_operation: 'data',
  internal: 'fault',
};

/** The kind of a failure, by its code. */
export const failureKind = ({ code }: Pick<GatewayError, 'code'>): FailureKind => KINDS[code];
