import type { ConversationState } from '../conversations/conversation-facts.ts';
import { parseAddress } from '../directory/address.ts';
import type { ListedConversation, ListedMessage, ListedParticipant, ListedReceipt } from './conversation-history.ts';
import { gotFurther } from './delivery-progress.ts';
import type { KnownEvents } from './known-events.ts';
import { bindingOf } from './webhook-form.ts';

export interface Comparison {
  readonly conversation: ListedConversation;
  /** As listed, the newest first. */
  readonly messages: readonly ListedMessage[];
  readonly known: KnownEvents;
  /** Keys of Tasks that must never come back. */
  readonly buried: ReadonlySet<string>;
  /** The state that we were last told. */
  readonly state: ConversationState | undefined;
  /** The worker whom we know to be in it: whom the gateway added itself, no webhook told of. */
  readonly worker: string | undefined;
  readonly since: Date;
  readonly until: Date;
}

/** What the inbox was not told of a conversation. What depends on who is in it is a question. */
export interface Missing {
  /** Whether it has to be asked who is in the conversation. */
  readonly asksWho: boolean;
  /** In the order of their index. */
  readonly messages: readonly ListedMessage[];
  readonly edits: readonly ListedMessage[];
  /** Messages that we know and the list does not have. It may not reach back to them: each has to be asked for. */
  readonly perhapsRemoved: readonly string[];
  /** Messages of which the receipts tell more than we know. */
  readonly deliveries: readonly ListedMessage[];
  readonly hasNewState: boolean;
  participants(all: readonly ListedParticipant[]): readonly ListedParticipant[];
  receipts(messageSid: string, all: readonly ListedReceipt[]): readonly ListedReceipt[];
  /** Whether the conversation still waits for its name. */
  name(all: readonly ListedParticipant[]): boolean;
  /** Whether a customer waits in it and nobody else is in it. */
  routing(all: readonly ListedParticipant[]): boolean;
}

/** Compares what Twilio has with what the inbox was told. Pure: asks nobody. */
export function findMissing({ conversation, messages, known, buried, state, worker, since, until }: Comparison): Missing {
  const isInWindow = (date: Date) => date >= since && date <= until;
  const isNew = isInWindow(conversation.createdAt);
  const alive = messages.filter(({ sid, createdAt }) => createdAt >= since && createdAt <= until && !buried.has(sid));
  const missed = alive.filter(({ sid }) => !known.has('onMessageAdded', sid)).toReversed();
  const listed = new Set(messages.map(({ sid }) => sid));
  // A missed message is fed as it is now. Its last edit is fed all the same: one before it may be with us, and is older.
  const ours = messages.filter(({ sid }) => !buried.has(sid) && (known.has('onMessageAdded', sid) || known.has('onMessageUpdated', sid)));
  const changed = [...missed, ...ours.filter((message) => !missed.includes(message))];
  return {
    asksWho: isNew || missed.length > 0 || conversation.updatedAt >= since,
    messages: missed,
    edits: changed.filter(
      ({ sid, createdAt, updatedAt }) =>
        updatedAt !== undefined && updatedAt > createdAt && isInWindow(updatedAt) && !known.hasEdit(sid, updatedAt),
    ),
    perhapsRemoved: known.messagesBetween(since, until).filter((sid) => !listed.has(sid) && !buried.has(sid)),
    deliveries: alive.filter(({ sid, delivery }) => gotFurther(delivery, known.statuses(sid))),
    hasNewState: isNews(conversation.state, state) && isInWindow(conversation.updatedAt),
    participants: (all) =>
      all.filter(
        ({ sid, identity, createdAt }) =>
          isInWindow(createdAt) && !known.has('onParticipantAdded', sid) && (identity === undefined || identity !== worker),
      ),
    receipts: (messageSid, all) =>
      all.filter(({ status, updatedAt }) => isInWindow(updatedAt) && !known.statuses(messageSid).has(status.toLowerCase())),
    name: (all) => isNew && !known.has('onConversationAdded', conversation.sid) && isUnnamed(conversation, all),
    routing: (all) => {
      const isWaiting = isNew || missed.some(({ author }) => author !== undefined && parseAddress(author) !== undefined);
      const { 'MessagingBinding.Address': address, 'MessagingBinding.ProxyAddress': proxyAddress } = bindingOf(all);
      const isAlone = address !== undefined && proxyAddress !== undefined && all.every(({ identity }) => identity === undefined);
      return conversation.state === 'active' && isWaiting && isAlone && !known.has('routing', conversation.sid);
    },
  };
}

/** Active is what everybody is at first: no news from those of whom we were never told anything. */
const isNews = (now: ConversationState, told: ConversationState | undefined): boolean =>
  now !== 'initializing' && now !== (told ?? 'active') && told !== 'closed';

/** Without a name, or with the number that stands for one. A name that somebody chose stays. */
function isUnnamed({ friendlyName }: ListedConversation, participants: readonly ListedParticipant[]): boolean {
  const address = bindingOf(participants)['MessagingBinding.Address'];
  return friendlyName === undefined || friendlyName === address || friendlyName === (address && parseAddress(address)?.number);
}
