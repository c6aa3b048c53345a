import type { AuditLog } from './audit-log.ts';
import type { DeadLetterAnswer } from './contract.ts';
import type { DeadLetters } from './dead-letters.ts';
import { letterAnswerOf } from './letter-answer.ts';
import { noSuchLetter } from './no-such-letter.ts';

export interface ShowDeadLetterDeps {
  readonly deadLetters: Pick<DeadLetters, 'show'>;
  readonly auditLog: AuditLog;
}

export interface ShowInput {
  readonly id: string;
  /** Who wants to read what is in it: customers' words and addresses. Absent: only what is said of it. */
  readonly reader?: string;
}

/**
 * One dead letter; with its payload only for a reader who is named, because reading what customers wrote leaves a trace.
 * @throws GatewayError `not_found`
 */
export function showDeadLetter({ deadLetters, auditLog }: ShowDeadLetterDeps) {
  return async ({ id, reader }: ShowInput): Promise<DeadLetterAnswer> => {
    const letter = await deadLetters.show(id);
    if (!letter) throw noSuchLetter();
    if (reader === undefined) return letterAnswerOf(letter);
    await auditLog.append({ who: reader, action: 'read', subject: id });
    return { ...letterAnswerOf(letter), payload: letter.payload };
  };
}
