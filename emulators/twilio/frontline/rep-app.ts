import { addMessage } from '../conversations/add-message.ts';
import { assertWritable } from '../conversations/assert-writable.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Message } from '../conversations/message.ts';
import { removeMessage } from '../conversations/remove-message.ts';
import { updateConversation } from '../conversations/update-conversation.ts';
import { updateMessage } from '../conversations/update-message.ts';
import { joinedConversation } from './joined-conversation.ts';
import { joinedMessage } from './joined-message.ts';
import { randomUUID } from 'node:crypto';
import { TwilioError } from '../account/twilio-error.ts';
import { insertMedia } from '../media/insert-media.ts';
import type { NewMedia } from '../media/media.ts';
import type { World } from '../world.ts';
import { askProduct } from './ask-product.ts';
import { logIn } from './log-in.ts';
import { startOutgoing } from './start-outgoing.ts';
import type { Outgoing } from './start-outgoing.ts';

/** A page of the customer list, as the app asks for it. */
export type CustomerQuery = {
  query?: string | undefined;
  anchor?: string | undefined;
  nextPageToken?: string | undefined;
  pageSize?: number | undefined;
};
export type MessageRef = { conversationSid: string; messageSid: string };

/** A rep's Frontline app. Everything done in it is done by the SDK: Source SDK, ClientIdentity the rep's, webhooks always. */
export type RepApp = {
  identity: string;
  /** The CRM callback's answers, unparsed; rejects with CallbackError as the app would show a failure. */
  customers: (page?: CustomerQuery) => Promise<unknown>;
  customer: (customerId: string) => Promise<unknown>;
  templates: (about: { customerId: string; conversationSid: string }) => Promise<unknown>;
  /** Asks for a number, then makes the conversation with customer and rep in it. */
  startConversation: (outgoing: Outgoing) => Promise<Conversation>;
  /** A text, files, or both. */
  send: (message: { conversationSid: string; body?: string | undefined; media?: readonly NewMedia[] | undefined }) => Promise<Message>;
  edit: (message: MessageRef & { body: string }) => Promise<Message>;
  remove: (message: MessageRef) => Promise<void>;
  close: (conversationSid: string) => Promise<void>;
  /** The conversations, not closed, that the rep is in, oldest first. */
  conversations: () => readonly Conversation[];
};

/** 30 is the only page size seen in the app's traffic. */
const appPageSize = 30;

const listForm = ({ query, anchor, nextPageToken, pageSize = appPageSize }: CustomerQuery) => ({
  Location: 'GetCustomersList',
  PageSize: String(pageSize),
  ...(query === undefined ? {} : { Query: query }),
  ...(anchor === undefined ? {} : { Anchor: anchor }),
  ...(nextPageToken === undefined ? {} : { NextPageToken: nextPageToken }),
});

/** Opens the app as `identity`, which logs the rep in. */
export const openRepApp =
  (world: World) =>
  (identity: string): RepApp => {
    logIn(world)(identity);
    const origin = { source: 'SDK', clientIdentity: identity, webhooks: true } as const;
    const crm = (form: Record<string, string>) => askProduct(world)({ callback: 'crmUrl', form: { Worker: identity, ...form } });
    const joined = joinedConversation(world, identity);
    return {
      identity,
      customers: (page = {}) => crm(listForm(page)),
      customer: (customerId) => crm({ Location: 'GetCustomerDetailsByCustomerId', CustomerId: customerId }),
      templates: ({ customerId, conversationSid }) =>
        askProduct(world)({
          callback: 'templatesUrl',
          form: { Location: 'GetTemplatesByCustomerId', Worker: identity, CustomerId: customerId, ConversationSid: conversationSid },
        }),
      startConversation: startOutgoing(world, identity),
      send: async ({ conversationSid, body, media: given = [] }) => {
        const conversation = joined(conversationSid);
        assertWritable(conversation);
        if (body === undefined && given.length === 0) throw new TwilioError(20001, 'A message has a text or a file');
        const media = given.map((file) => insertMedia(world)(file, identity));
        const attributes = JSON.stringify({ messageId: randomUUID() });
        return addMessage(world)({ conversation, author: identity, body, media, attributes, origin });
      },
      edit: async ({ body, ...ref }) => updateMessage(world)({ ...joinedMessage(joined, ref), body, origin }),
      remove: async (ref) => removeMessage(world)({ ...joinedMessage(joined, ref), origin }),
      close: async (sid) => {
        await updateConversation(world)({ conversation: joined(sid), state: 'closed', origin });
      },
      conversations: () =>
        [...(world.store.memberships.get(identity) ?? [])]
          .flatMap((sid) => world.store.conversations.get(sid) ?? [])
          .filter(({ state }) => state !== 'closed'),
    };
  };
