import { MAX_PAGE, type LetterFilter } from './contract.ts';
import type { DeadLetters } from './dead-letters.ts';
import { matchesFilter } from './matches-filter.ts';

export interface ReplayMatchingDeps {
  readonly deadLetters: Pick<DeadLetters, 'list' | 'replay'>;
  readonly wake: () => void;
}

export interface ReplayMatchingInput {
  readonly filter: LetterFilter;
  readonly after?: string;
  readonly who: string;
}

export interface ReplayedMatching {
  readonly seen: number;
  readonly replayed: number;
  /** There is more to look at: ask again with this as `after`. */
  readonly next?: string;
}

/**
 * Replays what matches on one page of the dead letters, so that no request lasts longer than that. A letter that
 * dies again keeps its place in the list: asking on until there is no `next` comes to an end, whatever becomes of them.
 */
export function replayMatching({ deadLetters, wake }: ReplayMatchingDeps) {
  return async ({ filter, after, who }: ReplayMatchingInput): Promise<ReplayedMatching> => {
    const { letters, next } = await deadLetters.list({ limit: MAX_PAGE, ...(after !== undefined && { after }) });
    const outcomes = await Promise.all(
      letters.filter(matchesFilter(filter)).map(({ id }) => deadLetters.replay(id, { who, action: 'replay', subject: id })),
    );
    const replayed = outcomes.filter(Boolean).length;
    if (replayed > 0) wake();
    return { seen: letters.length, replayed, ...(next !== undefined && { next }) };
  };
}
