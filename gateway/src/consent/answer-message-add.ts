import { z } from 'zod';
import type { Timers } from '../clock.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi } from '../conversations/conversations-api.ts';
import { withinDeadline } from '../deadline.ts';
import { parseAddress } from '../directory/address.ts';
import type { Log } from '../log.ts';
import { keptBack } from '../sending/kept-back.ts';
import type { SendGuard } from '../sending/send-guard.ts';

export interface AnswerMessageAddDeps {
  readonly guard: SendGuard;
  readonly memory: Pick<ConversationMemory, 'recall'>;
  readonly conversations: Pick<ConversationsApi, 'participants'>;
  readonly timers: Timers;
  readonly log: Log;
}

// Twilio gives up after 5 s, with what effect is not documented.
const DEADLINE_MS = 3_000;

const paramsSchema = z.object({
  ConversationSid: z.string(),
  Author: z.string().optional(),
  ClientIdentity: z.string().optional(),
  Source: z.string().optional(),
  ContentSid: z.string().optional(),
});
type Params = z.infer<typeof paramsSchema>;

/**
 * The pre hook of a message about to be added, where the operator has registered it: whether a rep's message may go out. A customer's own message
 * always passes, unasked; so does what goes to nobody on a phone.
 * @throws GatewayError `send_refused` with the reason; for whatever cannot be known within three seconds, the failure: then the message is not
 * sent, because a text to somebody who opted out cannot be taken back, and a rep can send again
 */
export function answerMessageAdd({ guard, timers, log, ...deps }: AnswerMessageAddDeps) {
  const within = withinDeadline(timers);
  const pairsOf = pairsIn(deps);
  const objectionTo = async (params: Params) => {
    const content = params.ContentSid ? 'template' : 'text';
    for (const pair of await pairsOf(params.ConversationSid)) {
      const objection = await guard({ ...pair, content, conversationSid: params.ConversationSid });
      if (objection) return objection;
    }
    return undefined;
  };
  return async (given: unknown): Promise<object> => {
    const params = paramsSchema.safeParse(given).data;
    if (!params || isCustomers(params)) return {};
    const objection = await within(DEADLINE_MS, objectionTo(params));
    if (!objection) return {};
    log.info({ conversationSid: params.ConversationSid, code: objection.code }, 'a message was kept back');
    throw keptBack('send_refused', objection);
  };
}

/** What nobody with an app wrote, and a phone signed: whatever else, it is on its way in. */
const isCustomers = ({ ClientIdentity, Author = '', Source = '' }: Params): boolean =>
  !ClientIdentity && (['SMS', 'WHATSAPP', 'MMS'].includes(Source.toUpperCase()) || parseAddress(Author) !== undefined);

/** Every customer of a conversation with the number that they see. */
function pairsIn({ memory, conversations }: Pick<AnswerMessageAddDeps, 'memory' | 'conversations'>) {
  return async (conversationSid: string) => {
    const known = await memory.recall(conversationSid);
    const isKnown = known?.customerAddress !== undefined && known.businessAddress !== undefined;
    const bindings = isKnown
      ? [{ address: known.customerAddress, proxyAddress: known.businessAddress }]
      : await conversations.participants(conversationSid);
    return bindings.flatMap(({ address = '', proxyAddress = '' }) => {
      const [customer, business] = [parseAddress(address), parseAddress(proxyAddress)];
      return customer && business ? [{ customer, business }] : [];
    });
  };
}
