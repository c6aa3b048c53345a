import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { BusinessMessages } from '../routing/business-messages.ts';
import { failedSendActivity } from './failed-send-activity.ts';
import { sendAnew, type SendAnewDeps } from './send-anew.ts';
import type { SendResult } from './send-contract.ts';
import { digestOf, type SendTask } from './send-entry.ts';
import type { SendOutcome } from './send-outcome.ts';
import { isRefusal, type SendRefusal } from './send-refusal.ts';
import type { SendResults } from './send-results.ts';
import type { SendWaiters } from './send-waiters.ts';
import { sentBefore } from './sent-before.ts';
import { sentActivity, type Sent, type SentActivityDeps } from './sent-activity.ts';

export interface WorkSendDeps extends SendAnewDeps, SentActivityDeps {
  readonly results: SendResults;
  readonly waiters: SendWaiters;
  readonly messages: BusinessMessages;
  readonly memory: Pick<ConversationMemory, 'learn' | 'recall'>;
  readonly inbox: Pick<Inbox, 'accept' | 'finish'>;
  readonly defaultWorker: string | undefined;
  /** Told of each attempt: `sent`, `put_off`, or the code of a refusal. */
  readonly onOutcome: (outcome: string) => void;
  readonly log: Log;
}

/** Twilio keeps what it cannot deliver for four hours at most; a message that is older than that answers a question nobody has any more. */
const LATEST_MS = 4 * 60 * 60_000;

/**
 * Sends one message, once: Twilio keeps its client key with it, and where it was to be posted is noted before, so that after a crash it is found
 * there and not posted again. Answers the activity that brings it on record, or, for a refusal of which nobody else hears, one that says so.
 * @throws GatewayError transient when the org or Twilio cannot be asked: it is tried again for four hours
 */
export function workSend(deps: WorkSendDeps) {
  const { results, waiters, onOutcome } = deps;
  const send = sendOnce(deps);
  const recorded = sentActivity(deps);
  const failed = failedSendActivity(deps);
  return async (task: SendTask): Promise<readonly Activity[]> => {
    const { clientKey } = task.request;
    const digest = digestOf(task);
    try {
      const outcome = await send(task).catch((error: unknown) => {
        onOutcome('put_off');
        throw error;
      });
      onOutcome(isRefusal(outcome) ? outcome.code : 'sent');
      const posted = isRefusal(outcome) ? undefined : outcome.message;
      const { result, wasAccepted } = await results.settle(clientKey, { digest, result: resultOf(clientKey, outcome), posted });
      if (!isRefusal(outcome)) return [await recorded(await sayingWho(deps, task, outcome))];
      if (!wasAccepted || result.status !== 'refused') return [];
      return [await failed(task, result.message, (await results.find(clientKey))?.customer)];
    } finally {
      // Also of a failure that time will mend: whoever waits is told that it will be sent later.
      waiters.tell(clientKey);
    }
  };
}

function resultOf(clientKey: string, outcome: SendOutcome | SendRefusal): SendResult {
  if (isRefusal(outcome)) return { status: 'refused', clientKey, ...outcome };
  return { status: 'sent', clientKey, conversationSid: outcome.conversationSid, messageSid: outcome.message.sid };
}

/** Sends it, or finds it sent; or says why not. */
function sendOnce(deps: WorkSendDeps) {
  const { results, clock, log } = deps;
  const sendNow = sendAnew(deps);
  const before = sentBefore(deps);
  return async (task: SendTask): Promise<SendOutcome | SendRefusal> => {
    const kept = await results.find(task.request.clientKey);
    if (kept?.result?.status === 'refused') return { code: kept.result.code, message: kept.result.message };
    const earlier = kept && (await before(task, kept));
    if (earlier) return earlier;
    if (clock.now().getTime() - Date.parse(task.askedAt) > LATEST_MS) return TOO_LATE;
    try {
      return await sendNow(task);
    } catch (thrown) {
      const refusal = refusalIn(thrown);
      log.info({ code: refusal.code }, 'Twilio does not take a message from Salesforce');
      return refusal;
    }
  };
}

const TOO_LATE: SendRefusal = {
  code: 'rejected',
  message: 'It could not be sent for four hours, and is not sent any more. Send it again if it still matters.',
};

/** @throws the failure itself where time may mend it, or where it is a mistake of ours */
function refusalIn(thrown: unknown): SendRefusal {
  const error = toGatewayError(thrown);
  // Closed or deleted since it was found: the next attempt begins another one.
  if (error.code === 'gone' || error.code === 'not_found')
    throw new GatewayError('upstream_not_ready', 'the conversation was closed meanwhile', { cause: thrown });
  if (error.isTransient || error.code === 'internal') throw thrown;
  if (error.code === 'send_refused')
    return {
      code: 'opted_out',
      message: `Twilio says that the customer wants no messages from this number (error ${error.upstreamCode ?? ''}).`,
    };
  const code = error.upstreamCode === undefined ? '' : ` (error ${error.upstreamCode})`;
  return { code: 'rejected', message: `Twilio does not take this message${code}.` };
}

/** Whose the message is on the record: of the one who sent it, on the record that it was sent from. */
async function sayingWho({ memory, recipients }: WorkSendDeps, { userId, request }: SendTask, outcome: SendOutcome): Promise<Sent> {
  const { message, conversationSid, author, text } = outcome;
  const { customerAddress = '', businessAddress = '' } = (await memory.recall(conversationSid)) ?? {};
  // The record may be gone since an earlier attempt sent it: then the message goes to whoever has the address.
  const name = outcome.customerName ?? (await recipients.read(request.recordId, userId))?.displayName;
  return {
    message,
    conversationSid,
    customerAddress,
    businessAddress,
    author: author || businessAddress,
    text: message.text ?? text,
    title: request.channel === 'sms' ? 'SMS to' : 'WhatsApp to',
    ownerId: userId,
    ...(name !== undefined && { who: { id: request.recordId, name } }),
  };
}
