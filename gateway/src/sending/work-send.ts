import type { Clock } from '../clock.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { CustomerWords } from '../conversations/window-of.ts';
import { formatAddress } from '../directory/address.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { BusinessMessages, SentMessage } from '../routing/business-messages.ts';
import { failedSendActivity } from './failed-send-activity.ts';
import { placeSend, type PlaceSendDeps } from './place-send.ts';
import { postMessage } from './post-message.ts';
import { prepareSend, type PreparedSend, type PrepareSendDeps } from './prepare-send.ts';
import type { SendResult } from './send-contract.ts';
import { digestOf, keyInTwilio, type SendTask } from './send-entry.ts';
import type { SendGuard } from './send-guard.ts';
import { isRefusal, type SendRefusal } from './send-refusal.ts';
import type { SendResults } from './send-results.ts';
import type { SendWaiters } from './send-waiters.ts';
import { sentActivity, type Sent, type SentActivityDeps } from './sent-activity.ts';

export interface WorkSendDeps extends PrepareSendDeps, PlaceSendDeps, SentActivityDeps {
  readonly results: SendResults;
  readonly waiters: SendWaiters;
  readonly messages: BusinessMessages;
  readonly words: CustomerWords;
  /** `initiative` has, besides, what may keep the business from beginning. */
  readonly guards: { readonly all: SendGuard; readonly initiative: SendGuard };
  readonly memory: Pick<ConversationMemory, 'learn' | 'recall'>;
  readonly defaultWorker: string | undefined;
  /** Told of each attempt: `sent`, `put_off`, or the code of a refusal. */
  readonly onOutcome: (outcome: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Twilio keeps what it cannot deliver for four hours at most; a message that is older than that answers a question nobody has any more. */
const LATEST_MS = 4 * 60 * 60_000;
/** Whoever wrote in this time is answered, and not written to out of the blue. */
const REPLY_MS = 24 * 60 * 60_000;

interface Outcome {
  readonly message: SentMessage;
  readonly conversationSid: string;
  readonly author: string;
  readonly text: string;
  /** Absent where an earlier attempt sent it. */
  readonly customerName?: string;
}

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
      const { result, wasAccepted } = await results.settle(clientKey, { digest, result: resultOf(clientKey, outcome) });
      if (!isRefusal(outcome)) return [await recorded(await sayingWho(deps, task, outcome))];
      return wasAccepted && result.status === 'refused' ? [await failed(task, result.message)] : [];
    } finally {
      // Also of a failure that time will mend: whoever waits is told that it will be sent later.
      waiters.tell(clientKey);
    }
  };
}

function resultOf(clientKey: string, outcome: Outcome | SendRefusal): SendResult {
  if (isRefusal(outcome)) return { status: 'refused', clientKey, ...outcome };
  return { status: 'sent', clientKey, conversationSid: outcome.conversationSid, messageSid: outcome.message.sid };
}

/** Sends it, or finds it sent; or says why not. */
function sendOnce(deps: WorkSendDeps) {
  const { results, clock, log } = deps;
  const sendNow = sendAnew(deps);
  return async (task: SendTask): Promise<Outcome | SendRefusal> => {
    const kept = await results.find(task.request.clientKey);
    if (kept?.result?.status === 'refused') return { code: kept.result.code, message: kept.result.message };
    const before = kept?.conversationSid === undefined ? undefined : await sentBefore(deps, task, kept.conversationSid);
    if (before) return before;
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

function sendAnew(deps: WorkSendDeps) {
  const prepare = prepareSend(deps);
  const place = placeSend(deps);
  const objectionTo = objections(deps);
  const post = postMessage(deps);
  return async (task: SendTask): Promise<Outcome | SendRefusal> => {
    const { clientKey } = task.request;
    const prepared = await prepare(task);
    if (isRefusal(prepared)) return prepared;
    const found = await deps.outgoing.find(prepared.pair);
    const objection = await objectionTo(task, prepared, found);
    if (objection) return objection;
    const placed = await place(prepared, found);
    if (isRefusal(placed)) return placed;
    const { sid: conversationSid } = placed;
    await deps.results.note(clientKey, { digest: digestOf(task), conversationSid });
    const { text, content } = prepared;
    const author = authorOf(prepared);
    const message = await post({ conversationSid, key: keyInTwilio(clientKey), author, text, content });
    return { message, conversationSid, author, text, customerName: prepared.customer.displayName };
  };
}

const TOO_LATE: SendRefusal = {
  code: 'rejected',
  message: 'It could not be sent for four hours, and is not sent any more. Send it again if it still matters.',
};

/** The message that an attempt which did not come to its end has sent; undefined where it did not get so far. */
async function sentBefore(
  { messages }: WorkSendDeps,
  { request }: SendTask,
  conversationSid: string,
): Promise<Outcome | SendRefusal | undefined> {
  const { clientKey, text = '' } = request;
  try {
    const message = await messages.find({ conversationSid, key: keyInTwilio(clientKey) });
    return message && { message, conversationSid, author: '', text };
  } catch (thrown) {
    if (toGatewayError(thrown).code !== 'not_found') throw thrown;
    return { code: 'rejected', message: 'Its conversation was deleted before anybody knew whether it was sent. It is not sent again.' };
  }
}

/** What is signed with an identity that is nobody's would show as a stranger's in the app. */
const authorOf = ({ user, pair }: PreparedSend): string => user.worker ?? formatAddress(pair.business);

/** Whoever writes to somebody who wrote lately answers; a Flow never does. */
function objections({ guards, words, clock }: WorkSendDeps) {
  return async ({ by }: SendTask, { pair, content }: PreparedSend, conversationSid: string | undefined) => {
    const isReply = by === 'person' && conversationSid !== undefined && (await heard(conversationSid));
    const guard = isReply ? guards.all : guards.initiative;
    return guard({ ...pair, content: content ? 'template' : 'text', conversationSid });

    async function heard(sid: string): Promise<boolean> {
      const since = new Date(clock.now().getTime() - REPLY_MS);
      const { heardAt } = await words.lastHeard({ conversationSid: sid, customer: formatAddress(pair.customer), since });
      return heardAt !== undefined && heardAt > since;
    }
  };
}

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
async function sayingWho({ memory, recipients }: WorkSendDeps, { userId, request }: SendTask, outcome: Outcome): Promise<Sent> {
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
