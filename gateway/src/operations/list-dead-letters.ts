import { MAX_PAGE, type DeadLettersAnswer, type LetterFilter } from './contract.ts';
import type { DeadLetter, DeadLetterPage, DeadLetters } from './dead-letters.ts';
import { letterAnswerOf } from './letter-answer.ts';
import { matchesFilter } from './matches-filter.ts';

export interface ListInput {
  readonly limit: number;
  readonly after?: string;
  readonly filter?: LetterFilter;
}

/** Looked at for one answer, so that no request lasts longer than that, however rare what is asked for: 2,000 letters. */
const MAX_LOOKS = 10;

/**
 * One page of what waits for a person, oldest first: at most `limit` that match. There may be fewer of them, or none, and a `next`
 * all the same: asking on until there is none comes to all.
 */
export function listDeadLetters({ deadLetters }: { readonly deadLetters: Pick<DeadLetters, 'list'> }) {
  return async ({ limit, after, filter = {} }: ListInput): Promise<DeadLettersAnswer> => {
    const isWanted = matchesFilter(filter);
    const found: DeadLetter[] = [];
    let next = after;
    let looks = Object.keys(filter).length === 0 ? 1 : MAX_LOOKS;
    const size = looks === 1 ? limit : MAX_PAGE;
    do {
      const page = await pageWith(deadLetters, { isWanted, atMost: limit - found.length, size, after: next });
      found.push(...page.letters.filter(isWanted));
      next = page.next;
      looks -= 1;
    } while (next !== undefined && found.length < limit && looks > 0);
    return { letters: found.map(letterAnswerOf), ...(next !== undefined && { next }) };
  };
}

interface PageSought {
  readonly isWanted: (letter: DeadLetter) => boolean;
  readonly atMost: number;
  readonly size: number;
  readonly after: string | undefined;
}

/** The page that ends with the last one wanted, where there are more: only the end of a page has a `next`. */
async function pageWith(deadLetters: Pick<DeadLetters, 'list'>, { isWanted, atMost, size, after }: PageSought): Promise<DeadLetterPage> {
  const page = await deadLetters.list({ limit: size, ...(after !== undefined && { after }) });
  const wanted = page.letters.filter(isWanted);
  const last = wanted[atMost - 1];
  if (wanted.length <= atMost || last === undefined) return page;
  return pageWith(deadLetters, { isWanted, atMost, size: page.letters.indexOf(last) + 1, after });
}
