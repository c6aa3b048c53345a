import type { People } from '../conversations/people-of.ts';
import { isSameWord, type ConsentPair, type ConsentWords, type SaidWord } from './consent-words.ts';
import type { Consents } from './consents.ts';

export interface WriteLatestDeps {
  readonly words: Pick<ConsentWords, 'of' | 'written'>;
  readonly consents: Pick<Consents, 'write'>;
}

export interface Writing {
  readonly pair: ConsentPair;
  readonly word: SaidWord;
  readonly who: People;
  readonly source: string;
}

/**
 * Writes the word to the org that is the latest when the writing ends: another conversation with the same two may have brought one meanwhile.
 * Rejects with a GatewayError when the org cannot be asked.
 */
export function writeLatest({ words, consents }: WriteLatestDeps) {
  return async ({ pair, word, who: { match }, source }: Writing): Promise<void> => {
    const { kind = 'contact', customer } = match ?? {};
    const relatedTo = customer && kind !== 'account' ? { kind, id: customer.id } : undefined;
    let latest = await words.of(pair);
    // What the org has had before, an admin may have edited since.
    if (latest?.isWritten) return;
    while (latest) {
      const { status, saidAt, version } = latest;
      await consents.write(pair, { status, saidAt, ...(isSameWord(latest, word) && { source }), ...(relatedTo && { relatedTo }) });
      await words.written(pair, version);
      const now = await words.of(pair);
      latest = now && !isSameWord(now, latest) ? now : undefined;
    }
  };
}
