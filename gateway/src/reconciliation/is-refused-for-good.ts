import { toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { failureKind } from '../pipeline/failure-kind.ts';
import { reasonForLog } from '../pipeline/reason-for-log.ts';
import { whereOf } from '../pipeline/where-of.ts';

/**
 * Whether Twilio will never tell of a conversation, or nobody can make sense of what it tells; logged then, so that somebody can look at it while
 * the others go on. False for a conversation that is gone. Throws what time or an operator may mend.
 */
export function isRefusedForGood(log: Log, conversationSid: string, thrown: unknown): boolean {
  const error = toGatewayError(thrown);
  if (error.code === 'not_found') return false;
  const kind = failureKind(error);
  if (kind !== 'data' && kind !== 'fault') throw thrown;
  const why = kind === 'fault' ? whereOf(thrown) : { code: error.code, reason: reasonForLog(error.message) };
  log.warn({ conversationSid, ...why }, 'a conversation cannot be compared with Twilio');
  return true;
}
