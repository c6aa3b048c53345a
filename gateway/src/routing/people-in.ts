import type { ConversationsApi, ParticipantRecord } from '../conversations/conversations-api.ts';
import { toGatewayError } from '../errors.ts';
import type { SituationRequest } from './situation-of.ts';

/** Who is in a conversation now. */
export interface PeopleIn {
  /** By identity. */
  readonly workers: ReadonlyMap<string, ParticipantRecord>;
  readonly customer: SituationRequest;
}

/** Asks Twilio who is in a conversation; undefined when the conversation is gone. Rejects with a GatewayError when Twilio fails. */
export async function peopleIn(conversations: ConversationsApi, conversationSid: string): Promise<PeopleIn | undefined> {
  try {
    const participants = await conversations.participants(conversationSid);
    const customer = participants.find(({ identity, address }) => identity === undefined && address !== undefined);
    return {
      workers: new Map(participants.flatMap((one) => (one.identity === undefined ? [] : [[one.identity, one] as const]))),
      customer: {
        ...(customer?.address !== undefined && { customerAddress: customer.address }),
        ...(customer?.proxyAddress !== undefined && { businessAddress: customer.proxyAddress }),
      },
    };
  } catch (thrown) {
    if (toGatewayError(thrown).code === 'not_found') return undefined;
    throw thrown;
  }
}
