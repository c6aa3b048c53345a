import { z } from 'zod';
import type { BusinessMessages, SentMessage } from '../routing/business-messages.ts';
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
    send: ({ conversationSid, key, author, text }) =>
      call(async (twilio) => {
        const attributes = JSON.stringify({ frontline_key: key });
        return toSent(await twilio.conversations.v1.conversations(conversationSid).messages.create({ author, body: text, attributes }));
      }),
  };
}

const toSent = ({ sid, index, dateCreated }: { sid: string; index: number; dateCreated: Date }): SentMessage => ({
  sid,
  index,
  sentAt: dateCreated,
});

function keyIn(attributes: string): string | undefined {
  try {
    return attributesSchema.safeParse(JSON.parse(attributes)).data?.frontline_key;
  } catch {
    return undefined;
  }
}
