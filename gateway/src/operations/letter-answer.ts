import type { DeadLettersAnswer } from './contract.ts';
import type { DeadLetter } from './dead-letters.ts';

/** A dead letter as callers get it: nothing of what is in it. */
export function letterAnswerOf(letter: DeadLetter): DeadLettersAnswer['letters'][number] {
  const { id, queue, kind, conversationSid, taskKey, attempts, reason, createdAt } = letter;
  return {
    id,
    queue,
    kind,
    conversationSid,
    ...(taskKey !== undefined && { taskKey }),
    attempts,
    reason,
    createdAt: createdAt.toISOString(),
  };
}
