import type { ConversationFacts } from '../conversations/conversation-facts.ts';
import { ownerOf, recordFields, type People } from '../conversations/people-of.ts';
import { displayAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import type { Activity } from '../pipeline/activity.ts';
import { taskKeyOf, type TimedNews } from './consent-entry.ts';
import type { ConsentPair } from './consent-words.ts';
import { sourceOf } from './source-of.ts';
import { wordOf } from './word-of.ts';

export interface ConsentActivityDeps {
  readonly directory: Directory;
  readonly defaultWorker: string | undefined;
}

interface Telling {
  readonly news: TimedNews;
  readonly facts: ConversationFacts;
  readonly who: People;
  readonly pair: ConsentPair;
}

/** What the record says of a word. Rejects with a GatewayError when the org cannot be asked for its owner. */
export function consentActivity({ directory, defaultWorker }: ConsentActivityDeps) {
  const owner = ownerOf({ directory });
  return async ({ news, facts, who, pair }: Telling): Promise<Activity> => {
    const { worker, customerAddress, businessAddress } = facts;
    const key = taskKeyOf(news);
    const ownerId = await owner({
      ...(worker !== undefined && { worker }),
      ...(who.match && { match: who.match }),
      ...(defaultWorker !== undefined && { defaultWorker }),
    });
    const { status, saidAt } = wordOf(news);
    const wants = status === 'opted-out' ? 'wants no more messages' : 'wants messages again';
    return {
      key,
      dedupeKey: key,
      kind: 'consent',
      conversationSid: news.conversationSid,
      occurredAt: saidAt.toISOString(),
      direction: 'inbound',
      channel: who.channel,
      ...(customerAddress !== undefined && { customerAddress }),
      ...(businessAddress !== undefined && { businessAddress }),
      subject: `${who.customerName} ${wants} from ${displayAddress(pair.business)}`,
      body: sourceOf(news),
      ...(ownerId !== undefined && { ownerId }),
      ...recordFields(who),
    };
  };
}
