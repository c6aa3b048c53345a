import type { Clock } from '../clock.ts';
import type { ConversationFacts, ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi } from '../conversations/conversations-api.ts';
import { ownerOf, peopleOf, recordFields, type People } from '../conversations/people-of.ts';
import { displayAddress, parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import { toGatewayError } from '../errors.ts';
import type { Activity } from '../pipeline/activity.ts';
import { taskKeyOf, type ConsentNews } from './consent-entry.ts';
import type { ConsentOf } from './consent-of.ts';
import { isSameWord, type ConsentPair, type ConsentWords, type SaidWord } from './consent-words.ts';
import type { Consents } from './consents.ts';
import { writeLatest } from './write-latest.ts';

export interface WorkConsentDeps {
  readonly words: ConsentWords;
  readonly consents: Pick<Consents, 'write'>;
  readonly consent: ConsentOf;
  readonly directory: Directory;
  readonly memory: Pick<ConversationMemory, 'recall'>;
  readonly conversations: Pick<ConversationsApi, 'participants'>;
  readonly defaultWorker: string | undefined;
  readonly clock: Clock;
}

/**
 * Works what a customer said about messages, or what a refusal by Twilio tells of it: known to all gateways at once, then written to the org,
 * then told on the record. Doing it twice does no harm, and an older word never replaces a newer one.
 * @throws GatewayError transient when Twilio or the org fails; the word counts meanwhile
 */
export function workConsent(deps: WorkConsentDeps) {
  const { words, clock } = deps;
  const people = peopleOf(deps);
  const write = writeLatest(deps);
  return async (news: ConsentNews): Promise<readonly Activity[]> => {
    const facts = await factsOf(deps, news);
    const pair = facts && pairIn(facts);
    if (!pair) return [];
    const word: SaidWord = {
      status: news.meaning === 'stop' || news.meaning === 'refused' ? 'opted-out' : 'opted-in',
      saidAt: news.saidAt === undefined ? clock.now() : new Date(news.saidAt),
      index: news.index,
    };
    if (await isNoNews(deps, { news, pair, word })) return [];
    if (!(await words.say(pair, word))) return [];
    const who = await people(facts);
    await write({ pair, word, who, source: sourceOf(news) });
    return [await activityOf(deps, { news, facts, word, who, pair })];
  };
}

/** Who said it to which number: from memory, else from the participants of a conversation that is still there. */
async function factsOf(
  { memory, conversations }: WorkConsentDeps,
  { conversationSid, from }: ConsentNews,
): Promise<ConversationFacts | undefined> {
  const known = await memory.recall(conversationSid);
  if (known?.businessAddress !== undefined && (from ?? known.customerAddress) !== undefined)
    return { ...known, ...(from !== undefined && { customerAddress: from }) };
  try {
    const customers = (await conversations.participants(conversationSid)).filter(({ address }) => address !== undefined);
    const customer = customers.find(({ address }) => address === from) ?? (from === undefined ? customers[0] : undefined);
    if (customer?.address === undefined || customer.proxyAddress === undefined) return undefined;
    return { ...known, conversationSid, customerAddress: customer.address, businessAddress: customer.proxyAddress };
  } catch (thrown) {
    if (toGatewayError(thrown).code !== 'not_found') throw thrown;
    return undefined;
  }
}

/** Our own messages are signed with our number; groups and chats have no pair. */
function pairIn({ customerAddress = '', businessAddress = '' }: ConversationFacts): ConsentPair | undefined {
  const [customer, business] = [parseAddress(customerAddress), parseAddress(businessAddress)];
  if (!customer || customer.channel !== business?.channel || customer.number === business.number) return undefined;
  return { customer, business };
}

interface Told {
  readonly news: ConsentNews;
  readonly pair: ConsentPair;
  readonly word: SaidWord;
}

/**
 * A "yes" from somebody who never said stop answers a question, and that Twilio refuses a message after a STOP which we have heard is no news. The
 * same word again is worked again, and one that the org has not got yet: its writing may not have come to its end.
 */
async function isNoNews({ words, consent }: WorkConsentDeps, { news, pair, word }: Told): Promise<boolean> {
  if (news.meaning !== 'agree' && news.meaning !== 'refused') return false;
  const said = await words.of(pair);
  if (said && (isSameWord(said, word) || (!said.isWritten && said.status === word.status))) return false;
  const isOut = (await consent(pair)).status === 'opted-out';
  return news.meaning === 'agree' ? !isOut : isOut;
}

const sourceOf = ({ meaning, by }: ConsentNews): string =>
  meaning === 'refused' ? `Twilio refused a message (error ${by}).` : `The customer texted "${by}".`;

interface Telling extends Told {
  readonly facts: ConversationFacts;
  readonly who: People;
}

async function activityOf(deps: WorkConsentDeps, { news, facts, word, who, pair }: Telling): Promise<Activity> {
  const { worker, customerAddress, businessAddress } = facts;
  const key = taskKeyOf(news);
  const ownerId = await ownerOf(deps)({
    ...(worker !== undefined && { worker }),
    ...(who.match && { match: who.match }),
    ...(deps.defaultWorker !== undefined && { defaultWorker: deps.defaultWorker }),
  });
  const wants = word.status === 'opted-out' ? 'wants no more messages' : 'wants messages again';
  return {
    key,
    dedupeKey: key,
    kind: 'consent',
    conversationSid: news.conversationSid,
    occurredAt: word.saidAt.toISOString(),
    direction: 'inbound',
    channel: who.channel,
    ...(customerAddress !== undefined && { customerAddress }),
    ...(businessAddress !== undefined && { businessAddress }),
    subject: `${who.customerName} ${wants} from ${displayAddress(pair.business)}`,
    body: sourceOf(news),
    ...(ownerId !== undefined && { ownerId }),
    ...recordFields(who),
  };
}
