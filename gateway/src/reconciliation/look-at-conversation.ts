import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationStates } from '../conversations/conversation-states.ts';
import type { Tombstones } from '../pipeline/tombstones.ts';
import type { AcceptedEvents } from './accepted-events.ts';
import type { ConversationHistory, ListedConversation, ListedMessage } from './conversation-history.ts';
import { eachInTurn } from './each-in-turn.ts';
import { feedMissing } from './feed-missing.ts';
import { findMissing } from './find-missing.ts';
import { isRefusedForGood } from './is-refused-for-good.ts';
import { knownEvents } from './known-events.ts';
import type { Feed } from './feed.ts';

export interface LookDeps {
  readonly history: ConversationHistory;
  readonly accepted: AcceptedEvents;
  readonly states: Pick<ConversationStates, 'stateOf'>;
  readonly memory: Pick<ConversationMemory, 'recall'>;
  readonly tombstones: Pick<Tombstones, 'among'>;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Look {
  readonly conversation: ListedConversation;
  /** What happened earlier is left alone. */
  readonly since: Date;
  /** Messages asked for at a time: 1 to 100. */
  readonly pageSize: number;
}

export interface Seen {
  readonly messages: number;
  /** What the inbox did not know and now has. */
  readonly missing: number;
  /** 1 when Twilio refuses this conversation for good, or nobody can make sense of what it says of it. */
  readonly refused: number;
}

// Conversations webhooks time out after 5 s (https://www.twilio.com/docs/conversations/conversations-webhooks): what is fresher may still be told.
const SETTLE_MS = 5_000;

// Each of these costs a request; what is left over has its turn at the next look.
const MAX_REQUESTS_EACH = 20;

/**
 * Compares one conversation with what the inbox was told of it, and feeds the inbox what it was not told. A conversation
 * that is gone has nothing missing; one that Twilio refuses for good is logged and counted, so that it does not keep the others from being
 * looked at. Rejects when Twilio or the store fails; looking again does no harm.
 */
export function lookAtConversation(deps: LookDeps) {
  const read = readMessages(deps);
  const feed = feedMissing(deps);
  const inTurn = eachInTurn(MAX_REQUESTS_EACH);
  return async (look: Look): Promise<Seen> => {
    const { conversation, since } = look;
    const until = new Date(deps.clock.now().getTime() - SETTLE_MS);
    try {
      const messages = await read(look);
      const known = knownEvents(await deps.accepted.of(conversation.sid));
      const [buried, state, facts] = await Promise.all([
        deps.tombstones.among([...messages.map(({ sid }) => sid), ...known.messagesBetween(since, until)]),
        deps.states.stateOf(conversation.sid),
        deps.memory.recall(conversation.sid),
      ]);
      const missing = findMissing({ conversation, messages, known, buried, state, worker: facts?.worker, since, until });
      const perhapsRemoved = inTurn(`removed ${conversation.sid}`, missing.perhapsRemoved);
      const deliveries = inTurn(`delivered ${conversation.sid}`, missing.deliveries);
      return { messages: messages.length, missing: await feed(conversation, { ...missing, perhapsRemoved, deliveries }), refused: 0 };
    } catch (thrown) {
      return { messages: 0, missing: 0, refused: isRefusedForGood(deps.log, conversation.sid, thrown) ? 1 : 0 };
    }
  };
}

/** The messages since then, the newest first; the last page may bring older ones. */
function readMessages({ history }: LookDeps) {
  return async ({ conversation, since, pageSize: size }: Look): Promise<readonly ListedMessage[]> => {
    const messages: ListedMessage[] = [];
    for (let page: string | undefined; ;) {
      const part = await history.messages(conversation.sid, { size, ...(page !== undefined && { page }) });
      messages.push(...part.items);
      const oldest = messages.at(-1);
      if (part.next === undefined || oldest === undefined || oldest.createdAt < since) return messages;
      page = part.next;
    }
  };
}
