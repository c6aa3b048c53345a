import { randomBytes } from 'node:crypto';
import type { LocalStack } from '../stack/local-stack.ts';
import { postSigned } from '../stack/post-signed.ts';

/** One message that Twilio tells of, and how the gateway answered: 0 when nobody did. */
export interface PostedMessage {
  readonly messageSid: string;
  readonly status: number;
}

const sid = (prefix: string) => prefix + randomBytes(16).toString('hex');

/** Tells the gateway of a new message of a new conversation that Twilio has forgotten since, as after a deletion. */
export async function postMessage(stack: LocalStack, body: string): Promise<PostedMessage> {
  const messageSid = sid('IM');
  const params = {
    ...{ EventType: 'onMessageAdded', AccountSid: stack.twilio.account.accountSid, ChatServiceSid: stack.twilio.account.serviceSid },
    ...{ ConversationSid: sid('CH'), MessageSid: messageSid, Index: '0', Author: '+12125550123', Body: body },
    ...{ Source: 'SMS', RetryCount: '0', DateCreated: new Date(Date.now() - 60_000).toISOString() },
  };
  const { status } = await postSigned(stack, '/callbacks/twilio-conversations', params).catch(() => ({ status: 0 }));
  return { messageSid, status };
}
