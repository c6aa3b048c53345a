import type { ConsentPair, ConsentWord, ConsentWords } from './consent-words.ts';
import type { ConsentRecord, Consents } from './consents.ts';

export interface ConsentOfDeps {
  readonly words: Pick<ConsentWords, 'of'>;
  readonly consents: Pick<Consents, 'of'>;
}

/** Whether a customer wants messages from a number of ours. Rejects with a GatewayError when that cannot be known. */
export type ConsentOf = (pair: ConsentPair) => Promise<ConsentRecord>;

const NEVER_SAID: ConsentRecord = { status: 'unknown' };

/**
 * What counts of a customer's consent: what the org says, which an admin may have edited; until the org has the customer's last word,
 * that word, unless the org has something newer.
 */
export function consentOf({ words, consents }: ConsentOfDeps): ConsentOf {
  return async (pair) => {
    const word = await words.of(pair);
    if (!word || word.isWritten) return (await consents.of(pair, word?.version ?? 0)) ?? NEVER_SAID;
    // That the org cannot be asked takes nothing away from the word.
    const record = await consents.of(pair, word.version).catch(() => undefined);
    return isNewer(record, word) ? record : { status: word.status, changedAt: word.saidAt };
  };
}

/** The org keeps whole seconds. */
const isNewer = (record: ConsentRecord | undefined, word: ConsentWord): record is ConsentRecord =>
  record?.changedAt !== undefined && record.changedAt.getTime() > word.saidAt.getTime();
