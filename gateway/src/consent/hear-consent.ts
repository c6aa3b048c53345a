import type { Inbox } from '../pipeline/inbox.ts';
import { heardEntry, type TimedNews } from './consent-entry.ts';
import type { ConsentWords } from './consent-words.ts';
import { customerOfNews, type CustomerOfNewsDeps } from './customer-of-news.ts';
import { isPlain } from './is-plain.ts';
import { wordOf } from './word-of.ts';

export interface HearConsentDeps extends CustomerOfNewsDeps {
  readonly words: Pick<ConsentWords, 'say'>;
  readonly inbox: Pick<Inbox, 'accept'>;
}

/**
 * Lets a word count, on every gateway that shares the store, and leaves the rest to an entry of its own: whatever the org says to one word, or
 * whether it can be asked, the next one is not kept waiting. Rejects with `store_unavailable` or `overloaded` when the store cannot take it.
 */
export function hearConsent({ words, inbox, ...deps }: HearConsentDeps) {
  const customerOf = customerOfNews(deps);
  return async (news: TimedNews): Promise<void> => {
    if (isPlain(news)) {
      // Where nobody is remembered Twilio is asked, once. When it fails, the entry of the word's own goes on asking, and a STOP behind it is heard.
      const customer = await customerOf(news).catch(() => undefined);
      if (customer) await words.say(customer.pair, wordOf(news));
    }
    await inbox.accept(heardEntry(news));
  };
}
