import type { Conversation } from '../conversations/conversation.ts';
import type { World } from '../world.ts';

/** A conversation as a person wants to see it. */
export const conversationView = (conversation: Conversation) => ({
  sid: conversation.sid,
  state: conversation.state,
  friendlyName: conversation.friendlyName,
  attributes: conversation.attributes,
  participants: conversation.participants.map(({ sid, identity, binding, attributes }) => ({ sid, identity, binding, attributes })),
  messages: conversation.messages.map(({ sid, index, author, body, attributes, contentSid, dateCreated, receipts }) => ({
    sid,
    index,
    author,
    body,
    attributes,
    contentSid,
    at: new Date(dateCreated).toISOString(),
    deliveries: receipts.map(({ status, errorCode }) => ({ status, errorCode })),
  })),
});

/** Every conversation of the account, oldest first. */
export const conversationsView = ({ store }: Pick<World, 'store'>) => [...store.conversations.values()].map(conversationView);
