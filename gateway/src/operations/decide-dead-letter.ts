import type { DeadLetters } from './dead-letters.ts';
import { noSuchLetter } from './no-such-letter.ts';

export interface DecideInput {
  readonly id: string;
  readonly who: string;
}

interface ReplayDeps {
  readonly deadLetters: Pick<DeadLetters, 'replay'>;
  /** Looks for work at once. */
  readonly wake: () => void;
}

/**
 * Back to work, as if new.
 * @throws GatewayError `not_found`
 */
export function replayDeadLetter({ deadLetters, wake }: ReplayDeps) {
  return async ({ id, who }: DecideInput) => {
    if (!(await deadLetters.replay(id, { who, action: 'replay', subject: id }))) throw noSuchLetter();
    wake();
    return { id, outcome: 'replayed' as const };
  };
}

/**
 * Given up for good.
 * @throws GatewayError `not_found`
 */
export function discardDeadLetter({ deadLetters }: { readonly deadLetters: Pick<DeadLetters, 'discard'> }) {
  return async ({ id, who }: DecideInput) => {
    if (!(await deadLetters.discard(id, { who, action: 'discard', subject: id }))) throw noSuchLetter();
    return { id, outcome: 'discarded' as const };
  };
}
