import type { Clock } from '../clock.ts';
import { consentEntry } from '../consent/consent-entry.ts';
import { OPT_OUT_CODES } from '../consent/news-in-event.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { DOUBT_MS, mayHavePosted } from './may-have-posted.ts';
import type { BusinessMessages, NewMessage, OwnMessage, SentMessage } from '../routing/business-messages.ts';

export interface PostMessageDeps {
  readonly messages: Pick<BusinessMessages, 'send'>;
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly clock: Clock;
}

/**
 * Posts a message of our own. That the customer wants none, as Twilio may say here instead of in a receipt, is heard like a STOP.
 * @throws GatewayError as Twilio does; `send_refused` where the customer wants no messages
 */
export function postMessage({ messages, inbox, clock }: PostMessageDeps) {
  return async (message: OwnMessage & NewMessage): Promise<SentMessage> => {
    try {
      return await messages.send(message);
    } catch (thrown) {
      const error = toGatewayError(thrown);
      const { code, upstreamCode = '', retryAfterMs = DOUBT_MS } = error;
      if (OPT_OUT_CODES.has(upstreamCode)) {
        const { conversationSid, key } = message;
        const saidAt = clock.now().toISOString();
        await inbox.accept(consentEntry({ conversationSid, messageSid: key, meaning: 'refused', index: 0, by: upstreamCode, saidAt }));
        throw new GatewayError('send_refused', 'The customer wants no messages from this number.', { cause: thrown, upstreamCode });
      }
      if (!mayHavePosted(error)) throw error;
      throw new GatewayError(code, error.message, { cause: thrown, upstreamCode, retryAfterMs });
    }
  };
}
