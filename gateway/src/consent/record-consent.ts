import { peopleOf } from '../conversations/people-of.ts';
import type { Directory } from '../directory/directory.ts';
import type { Activity } from '../pipeline/activity.ts';
import { consentActivity } from './consent-activity.ts';
import type { TimedNews } from './consent-entry.ts';
import type { ConsentOf } from './consent-of.ts';
import { isSameWord, type ConsentPair, type ConsentWords, type SaidWord } from './consent-words.ts';
import type { Consents } from './consents.ts';
import { customerOfNews, type CustomerOfNewsDeps } from './customer-of-news.ts';
import { isPlain } from './is-plain.ts';
import { sourceOf } from './source-of.ts';
import { wordOf } from './word-of.ts';
import { writeLatest } from './write-latest.ts';

export interface RecordConsentDeps extends CustomerOfNewsDeps {
  readonly words: ConsentWords;
  readonly consents: Pick<Consents, 'write'>;
  readonly consent: ConsentOf;
  readonly directory: Directory;
  readonly defaultWorker: string | undefined;
}

/**
 * Writes to the org what was heard, and tells it on the record. Doing it twice does no harm, and an older word never replaces a newer one.
 * @throws GatewayError transient when Twilio or the org fails; the word counts meanwhile
 */
export function recordConsent(deps: RecordConsentDeps) {
  const { words } = deps;
  const customerOf = customerOfNews(deps);
  const people = peopleOf(deps);
  const tell = consentActivity(deps);
  const write = writeLatest(deps);
  return async (news: TimedNews): Promise<readonly Activity[]> => {
    const customer = await customerOf(news);
    if (!customer) return [];
    const { pair, facts } = customer;
    const word = wordOf(news);
    const isSaid = !(await isNoNews(deps, { news, pair, word })) && (await words.say(pair, word)) !== undefined;
    if (!isSaid && !isPlain(news)) {
      await write({ pair });
      return [];
    }
    const who = await people(facts);
    await write({ pair, own: { word, source: sourceOf(news), match: who.match } });
    return [await tell({ news, facts, who, pair })];
  };
}

interface Told {
  readonly news: TimedNews;
  readonly pair: ConsentPair;
  readonly word: SaidWord;
}

/**
 * A "yes" from somebody who never said stop answers a question, and that Twilio refuses a message after a STOP which we have heard is no news. The
 * same word again is worked again, and one that the org has not got yet: its writing may not have come to its end.
 */
async function isNoNews({ words, consent }: RecordConsentDeps, { news, pair, word }: Told): Promise<boolean> {
  if (isPlain(news)) return false;
  const said = await words.of(pair);
  if (said && (isSameWord(said, word) || (!said.isWritten && said.status === word.status))) return false;
  const isOut = (await consent(pair)).status === 'opted-out';
  return news.meaning === 'agree' ? !isOut : isOut;
}
