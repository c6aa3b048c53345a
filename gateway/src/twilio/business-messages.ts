import { z } from 'zod';
import type { BusinessMessages, SentMessage } from '../routing/business-messages.ts';
import type { MessageInstance, MessagePage } from 'twilio/lib/rest/conversations/v1/conversation/message.js';
import { calling } from './calling.ts';
import type { TwilioClient } from './twilio-client.ts';

// Twilio: a page of messages has at most 100.
const PAGE_SIZE = 100;
/** Twilio dates messages by its own clock: how far that may be behind ours. */
const CLOCKS_APART_MS = 5 * 60_000;

const attributesSchema = z.object({ frontline_key: z.string() });

/**
 * Messages of the business in the account's default Conversations service. Requests do not ask for webhooks, so that what we write never comes
 * back as if somebody else had written it.
 */
export function businessMessages(client: TwilioClient): BusinessMessages {
  const call = calling(client);
  return {
    find: ({ conversationSid, key, since }) =>
      call(async (twilio) => {
        const { messages } = twilio.conversations.v1.conversations(conversationSid);
        const oldest = since.getTime() - CLOCKS_APART_MS;
        let page: Pick<MessagePage, 'instances' | 'nextPage'> | undefined = await messages.page({ order: 'desc', pageSize: PAGE_SIZE });
        for (; page; page = await page.nextPage()) {
          const found = page.instances.find(({ attributes }) => keyIn(attributes) === key);
          if (found) return toSent(found);
          if (page.instances.some(({ dateCreated }) => dateCreated.getTime() < oldest)) return undefined;
        }
        return undefined;
      }),
    send: ({ conversationSid, key, author, text, content }) =>
      call(async (twilio) => {
        const attributes = JSON.stringify({ frontline_key: key });
        return toSent(
          await twilio.conversations.v1
            .conversations(conversationSid)
            .messages.create({ author, attributes, ...(content ?? { body: text }) }),
        );
      }),
  };
}

const toSent = ({ sid, index, dateCreated, body }: Pick<MessageInstance, 'sid' | 'index' | 'dateCreated' | 'body'>): SentMessage => ({
  sid,
  index,
  sentAt: dateCreated,
  ...(body && { text: body }),
});

function keyIn(attributes: string): string | undefined {
  try {
    return attributesSchema.safeParse(JSON.parse(attributes)).data?.frontline_key;
  } catch {
    return undefined;
  }
}
