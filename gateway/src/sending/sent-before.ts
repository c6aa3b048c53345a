import { GatewayError, toGatewayError } from '../errors.ts';
import type { BusinessMessages } from '../routing/business-messages.ts';
import { DOUBT_MS } from './may-have-posted.ts';
import { keyInTwilio, type SendTask } from './send-entry.ts';
import type { SendOutcome } from './send-outcome.ts';
import type { SendRefusal } from './send-refusal.ts';
import type { KeptSend, PostedSend } from './send-results.ts';

export interface SentBeforeDeps {
  readonly messages: Pick<BusinessMessages, 'find'>;
}

/**
 * What earlier attempts have sent: the message that is kept as sent, or one of an attempt that did not come to its end; undefined where there is
 * none. Rejects as Twilio does.
 * @throws GatewayError `upstream_not_ready` while an attempt may still be posting: its gateway may be stopping, or was paused
 */
export function sentBefore({ messages }: SentBeforeDeps) {
  const look = ({ askedAt, request: { clientKey } }: SendTask, conversationSid: string) =>
    messages.find({ conversationSid, key: keyInTwilio(clientKey), since: new Date(askedAt) }).catch(missing);

  return async (task: SendTask, kept: KeptSend): Promise<SendOutcome | SendRefusal | undefined> => {
    const { conversationSid, result, posted, postingMsAgo = DOUBT_MS } = kept;
    if (result?.status === 'sent') return asKept(task, { ...result, posted });
    if (conversationSid === undefined) return undefined;
    const found = await look(task, conversationSid);
    if (found === 'no conversation')
      return { code: 'rejected', message: 'Its conversation was deleted before anybody knew whether it was sent. It is not sent again.' };
    if (found) return { message: found, conversationSid, author: '', text: task.request.text ?? '' };
    if (postingMsAgo >= DOUBT_MS) return undefined;
    const retryAfterMs = Math.min(DOUBT_MS, DOUBT_MS - postingMsAgo);
    throw new GatewayError('upstream_not_ready', 'Another attempt may be sending it.', { retryAfterMs, isUntried: true });
  };

  /** It only has to come on record, whether Twilio still shows it or not. */
  async function asKept(task: SendTask, { conversationSid, messageSid, posted }: KeptAsSent): Promise<SendOutcome> {
    const { text } = task.request;
    // Of a template, only Twilio knows what the customer read.
    const seen = text === undefined || !posted ? await look(task, conversationSid) : undefined;
    const shown = seen === 'no conversation' ? undefined : seen;
    const message = shown ?? (posted && { ...posted, sid: messageSid });
    if (!message) throw new GatewayError('not_found', 'It was sent, but Twilio has it no more, and the version before kept nothing of it.');
    return { message, conversationSid, author: '', text: text ?? '' };
  }
}

interface KeptAsSent {
  readonly conversationSid: string;
  readonly messageSid: string;
  readonly posted: PostedSend | undefined;
}

function missing(thrown: unknown): 'no conversation' {
  if (toGatewayError(thrown).code !== 'not_found') throw thrown;
  return 'no conversation';
}
