import type { Address } from '../directory/address.ts';

/** A customer and the number of ours that they answered to, of the same channel: consent given to one number is not given to another. */
export interface ConsentPair {
  readonly customer: Address;
  readonly business: Address;
}

/** What a customer can say. */
export type SaidStatus = 'opted-in' | 'opted-out';

/** A word at its place in time. */
export interface SaidWord {
  readonly status: SaidStatus;
  readonly saidAt: Date;
  /** Twilio's message index: tells words of the same moment apart, because what REST tells has whole seconds. */
  readonly index: number;
}

/** Whether two are one word. */
export const isSameWord = (one: SaidWord, other: SaidWord): boolean =>
  one.status === other.status && one.saidAt.getTime() === other.saidAt.getTime() && one.index === other.index;

/** The latest word of a customer that reached us. */
export interface ConsentWord extends SaidWord {
  /** Whether the org has it: from then on what the org says counts. */
  readonly isWritten: boolean;
  /** Grows with each change, so that whoever remembers what the org said knows that it is old. */
  readonly version: number;
}

/**
 * Customers' own words, known to every gateway that shares the store as soon as they are said, whether Salesforce can be reached or not.
 * Every method rejects with `store_unavailable` when the store fails.
 */
export interface ConsentWords {
  of(pair: ConsentPair): Promise<ConsentWord | undefined>;
  /** Keeps the word unless a later one is known; then answers undefined. The same word again changes nothing. */
  say(pair: ConsentPair, word: SaidWord): Promise<ConsentWord | undefined>;
  /** The org has that version of the word, or something newer. */
  written(pair: ConsentPair, version: number): Promise<void>;
}
