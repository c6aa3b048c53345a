import type { Clock } from '../clock.ts';
import type { CustomerWords } from '../conversations/window-of.ts';
import { formatAddress } from '../directory/address.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import { DOUBT_MS, mayHavePosted } from './may-have-posted.ts';
import { placeSend, type PlaceSendDeps } from './place-send.ts';
import { postMessage, type PostMessageDeps } from './post-message.ts';
import { prepareSend, type PreparedSend, type PrepareSendDeps } from './prepare-send.ts';
import { digestOf, keyInTwilio, type SendTask } from './send-entry.ts';
import type { SendGuard } from './send-guard.ts';
import type { SendOutcome } from './send-outcome.ts';
import { isRefusal, type SendRefusal } from './send-refusal.ts';
import type { SendResults } from './send-results.ts';

export interface SendAnewDeps extends PrepareSendDeps, PlaceSendDeps, PostMessageDeps {
  readonly results: Pick<SendResults, 'addressed' | 'note' | 'withdraw'>;
  readonly words: CustomerWords;
  /** `initiative` has, besides, what may keep the business from beginning. */
  readonly guards: { readonly all: SendGuard; readonly initiative: SendGuard };
  readonly clock: Clock;
}

/** Whoever wrote in this time is answered, and not written to out of the blue. */
const REPLY_MS = 24 * 60 * 60_000;

/**
 * Sends a message that is not in any conversation yet, noting where before it is posted; or says why not. Rejects with a GatewayError: transient
 * where time may mend it, and as Twilio refuses it.
 */
export function sendAnew(deps: SendAnewDeps) {
  const prepare = prepareSend(deps);
  const place = placeSend(deps);
  const objectionTo = objections(deps);
  const post = postMessage(deps);
  return async (task: SendTask): Promise<SendOutcome | SendRefusal> => {
    const { clientKey } = task.request;
    const prepared = await prepare(task);
    if (isRefusal(prepared)) return prepared;
    const found = await deps.outgoing.find(prepared.pair);
    const objection = await objectionTo(task, prepared, found);
    if (objection) return objection;
    const placed = await place(prepared, found);
    if (isRefusal(placed)) return placed;
    const { sid: conversationSid } = placed;
    if (!(await deps.results.note(clientKey, { digest: digestOf(task), conversationSid, doubtMs: DOUBT_MS })))
      throw new GatewayError('upstream_not_ready', 'Another attempt may be sending it.', { retryAfterMs: DOUBT_MS, isUntried: true });
    const { text, content } = prepared;
    const author = authorOf(prepared);
    const message = await post({ conversationSid, key: keyInTwilio(clientKey), author, text, content }).catch(async (thrown: unknown) => {
      if (!mayHavePosted(toGatewayError(thrown))) await deps.results.withdraw(clientKey);
      throw thrown;
    });
    return { message, conversationSid, author, text, customerName: prepared.customer.displayName };
  };
}

/** What is signed with an identity that is nobody's would show as a stranger's in the app. */
const authorOf = ({ user, pair }: PreparedSend): string => user.worker ?? formatAddress(pair.business);

/** Whoever writes to somebody who wrote lately answers; a Flow never does. */
function objections({ guards, words, clock }: SendAnewDeps) {
  return async ({ by }: SendTask, { pair, content, unapproved }: PreparedSend, conversationSid: string | undefined) => {
    const isReply = by === 'person' && conversationSid !== undefined && (await heard(conversationSid));
    const guard = isReply ? guards.all : guards.initiative;
    return guard({ ...pair, content: content ? 'template' : 'text', unapproved, conversationSid });

    async function heard(sid: string): Promise<boolean> {
      const since = new Date(clock.now().getTime() - REPLY_MS);
      const { heardAt } = await words.lastHeard({ conversationSid: sid, customer: formatAddress(pair.customer), since });
      return heardAt !== undefined && heardAt > since;
    }
  };
}
