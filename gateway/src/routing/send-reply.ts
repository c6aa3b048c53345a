import type { Clock } from '../clock.ts';
import { parseAddress } from '../directory/address.ts';
import { toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import { postMessage } from '../sending/post-message.ts';
import type { SendGuard } from '../sending/send-guard.ts';
import { sentActivity, type SentActivityDeps } from '../sending/sent-activity.ts';
import type { BusinessMessages } from './business-messages.ts';
import type { Reply } from './reply-entry.ts';

export interface SendReplyDeps extends SentActivityDeps {
  readonly messages: BusinessMessages;
  readonly guard: SendGuard;
  readonly clock: Clock;
  readonly log: Log;
}

// "We are closed" is no answer any more when it arrives long after the question.
const LATEST_MS = 60 * 60_000;

/**
 * Answers a customer as the business, unless something keeps the answer back, and brings it on record; a reply that was sent before is found by
 * its key and not sent again.
 * @throws GatewayError transient when Twilio or the directory fails; `upstream_rejected` when Twilio will never take it
 */
export function sendReply({ messages, guard, clock, log, ...deps }: SendReplyDeps) {
  const activityOf = sentActivity(deps);
  const post = postMessage({ ...deps, messages, clock });
  return async (reply: Reply, key: string): Promise<readonly Activity[]> => {
    const { conversationSid, customerAddress, businessAddress, text } = reply;
    const before = await messages.find({ conversationSid, key, since: new Date(reply.wroteAt) });
    const ageMs = clock.now().getTime() - Date.parse(reply.wroteAt);
    if (!before && ageMs > LATEST_MS) {
      log.warn({ conversationSid, ageSeconds: Math.round(ageMs / 1_000) }, 'reply not sent: the customer wrote more than an hour ago');
      return [];
    }
    const code = before ? undefined : await objectionTo(guard, reply);
    if (code !== undefined) {
      log.info({ conversationSid, code }, 'reply not sent: it was kept back');
      return [];
    }
    const author = businessAddress;
    const message = before ?? (await post({ conversationSid, key, author, text }).catch(unwanted));
    if (!message) return [];
    const addresses = { conversationSid, customerAddress, businessAddress };
    return [await activityOf({ ...addresses, message, author, text, title: 'Out-of-office reply to' })];
  };
}

/** Twilio alone knew that the customer wants no messages: there is nothing left to do. */
function unwanted(thrown: unknown): undefined {
  if (toGatewayError(thrown).code !== 'send_refused') throw thrown;
}

async function objectionTo(guard: SendGuard, { conversationSid, customerAddress, businessAddress }: Reply) {
  const [customer, business] = [parseAddress(customerAddress), parseAddress(businessAddress)];
  if (!customer || !business) return undefined;
  return (await guard({ customer, business, content: 'text', conversationSid }))?.code;
}
