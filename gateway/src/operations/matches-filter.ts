import type { LetterFilter } from './contract.ts';
import type { DeadLetter } from './dead-letters.ts';

/** Whether a dead letter meets every criterion that is given. */
export const matchesFilter =
  ({ queue, kind, conversationSid, reason }: LetterFilter) =>
  (letter: DeadLetter): boolean =>
    (queue === undefined || letter.queue === queue) &&
    (kind === undefined || letter.kind === kind) &&
    (conversationSid === undefined || letter.conversationSid === conversationSid) &&
    (reason === undefined || letter.reason.toLowerCase().includes(reason.toLowerCase()));
