import type { CustomerWords } from '../conversations/window-of.ts';
import { calling } from './calling.ts';
import type { TwilioClient } from './twilio-client.ts';

// The largest page of messages (Conversations API v1): a customer who has not written among so many in a day is a rare one.
const LATEST = 100;

/** Looks for the customer's last message on the newest page of a conversation in the account's default service. */
export function customerWords(client: TwilioClient): CustomerWords {
  const call = calling(client);
  return {
    lastHeard: ({ conversationSid, customer, since }) =>
      call(async (twilio) => {
        const messages = twilio.conversations.v1.conversations(conversationSid).messages;
        const latest = await messages.list({ order: 'desc', limit: LATEST, pageSize: LATEST });
        const heardAt = latest.find(({ author }) => author === customer)?.dateCreated;
        const oldest = latest.at(-1);
        return {
          isComplete: oldest === undefined || latest.length < LATEST || oldest.dateCreated <= since,
          ...(heardAt && { heardAt }),
        };
      }),
  };
}
