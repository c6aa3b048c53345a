import type { CustomerMatch } from '../directory/directory.ts';
import { isSameWord, type ConsentPair, type ConsentWord, type ConsentWords, type SaidWord } from './consent-words.ts';
import type { ConsentChange, Consents } from './consents.ts';

export interface WriteLatestDeps {
  readonly words: Pick<ConsentWords, 'of' | 'written'>;
  readonly consents: Pick<Consents, 'write'>;
}

/** A word to be written by whoever heard it. */
export interface OwnWord {
  readonly word: SaidWord;
  readonly source: string;
  readonly match: CustomerMatch | undefined;
}

export interface Writing {
  readonly pair: ConsentPair;
  /** Absent: there is nothing to add, only to see that the org has what it had. */
  readonly own?: OwnWord;
}

/** What is told of a word whose own text is with another entry. */
const LATER = 'A later word of the customer.';

/**
 * Writes the word to the org if it is the latest. A later one that the org had already, brought by another message meanwhile, is written again where
 * ours went over it: now, or in an attempt that was lost before it could see. One that the org has not had is left to its own entry, which comes
 * after. Rejects with a GatewayError when the org cannot be asked.
 */
export function writeLatest({ words, consents }: WriteLatestDeps) {
  return async ({ pair, own }: Writing): Promise<void> => {
    let had: ConsentWord | undefined;
    for (;;) {
      const latest = await words.of(pair);
      if (!latest || (had && isSameWord(had, latest))) return;
      const mine = own && isSameWord(own.word, latest) ? own : undefined;
      const { status, saidAt, isWritten, version } = latest;
      if (!isWritten && !mine) return;
      await consents.write(pair, { status, saidAt, source: mine?.source ?? LATER, wasWritten: isWritten, ...relatedTo(mine?.match) });
      if (!isWritten) await words.written(pair, version);
      had = latest;
    }
  };
}

function relatedTo({ kind = 'contact', customer }: Partial<CustomerMatch> = {}): Pick<ConsentChange, 'relatedTo'> {
  return customer && kind !== 'account' ? { relatedTo: { kind, id: customer.id } } : {};
}
