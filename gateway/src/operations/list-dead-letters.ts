import type { DeadLettersAnswer } from './contract.ts';
import type { DeadLetters } from './dead-letters.ts';
import { letterAnswerOf } from './letter-answer.ts';

export interface ListInput {
  readonly limit: number;
  readonly after?: string;
}

/** One page of what waits for a person, oldest first. */
export function listDeadLetters({ deadLetters }: { readonly deadLetters: Pick<DeadLetters, 'list'> }) {
  return async (page: ListInput): Promise<DeadLettersAnswer> => {
    const { letters, next } = await deadLetters.list(page);
    return { letters: letters.map(letterAnswerOf), ...(next !== undefined && { next }) };
  };
}
