import { z } from 'zod';
import type { BusinessMessages, SentMessage } from '../routing/business-messages.ts';
import type { MessageInstance } from 'twilio/lib/rest/conversations/v1/conversation/message.js';
import { calling } from './calling.ts';
import type { TwilioClient } from './twilio-client.ts';

/** Among how many of the latest messages one is looked for: it was sent seconds ago, or it was not sent. */
const LATEST = 50;

const attributesSchema = z.object({ frontline_key: z.string() });

/**
 * Messages of the business in the account's default Conversations service. Requests do not ask for webhooks, so that what we write never comes
 * back as if somebody else had written it.
 */
export function businessMessages(client: TwilioClient): BusinessMessages {
  const call = calling(client);
  return {
    find: ({ conversationSid, key }) =>
      call(async (twilio) => {
        const latest = await twilio.conversations.v1
          .conversations(conversationSid)
          .messages.list({ order: 'desc', limit: LATEST, pageSize: LATEST });
        const found = latest.find(({ attributes }) => keyIn(attributes) === key);
        return found && toSent(found);
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
