import type { ConversationHistory, ListedConversation } from './conversation-history.ts';
import type { Feed } from './feed.ts';
import type { Missing } from './find-missing.ts';
import { messageForms } from './message-forms.ts';
import { conversationForms, type WebhookForm } from './webhook-form.ts';

export interface FeedMissingDeps {
  readonly history: Pick<ConversationHistory, 'participants' | 'hasMessage' | 'receipts'>;
  readonly feed: Feed;
}

/** Feeds the inbox what it was not told of a conversation, asking Twilio for what a list does not tell. Answers how much it took. */
export function feedMissing({ history, feed }: FeedMissingDeps) {
  return async (conversation: ListedConversation, missing: Missing): Promise<number> => {
    const { sid } = conversation;
    const participants = missing.asksWho ? await history.participants(sid) : [];
    const ofConversation = conversationForms(conversation, participants);
    const ofMessages = messageForms(sid, participants);
    const taken: ('stored' | 'duplicate')[] = [];
    const take = async (form: WebhookForm) => void taken.push(await feed.event(form));

    for (const participant of missing.participants(participants)) await take(ofConversation.participantAdded(participant));
    if (missing.name(participants)) await take(ofConversation.added());
    for (const message of missing.messages) await take(ofMessages.added(message));
    for (const message of missing.edits) await take(ofMessages.updated(message));
    for (const messageSid of missing.perhapsRemoved) {
      if (!(await history.hasMessage(sid, messageSid))) await take(ofMessages.removed(messageSid));
    }
    for (const message of missing.deliveries) {
      const receipts = missing.receipts(message.sid, await history.receipts(sid, message.sid));
      for (const receipt of receipts) await take(ofMessages.delivered(message.sid, receipt));
    }
    if (missing.hasNewState) await take(ofConversation.stateUpdated());
    if (missing.routing(participants)) taken.push(await feed.routing(ofConversation.routing()));
    return taken.filter((answer) => answer === 'stored').length;
  };
}
