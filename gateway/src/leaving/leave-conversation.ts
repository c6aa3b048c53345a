import type { ConversationsApi, WorkerRegistry } from '../conversations/conversations-api.ts';
import { toGatewayError } from '../errors.ts';
import type { ConversationHistory } from '../reconciliation/conversation-history.ts';

export interface LeaveConversationDeps {
  readonly history: Pick<ConversationHistory, 'conversation' | 'participants'>;
  readonly conversations: Pick<ConversationsApi, 'removeParticipant'>;
  readonly registry: WorkerRegistry;
}

/**
 * Takes the workers out of a conversation that is closed; customers stay, and so does anybody else. `open`: it is not closed,
 * whatever we were told, and nobody has left. One that is gone has nobody to leave. Leaving sets off no webhook.
 */
export function leaveConversation({ history, conversations, registry }: LeaveConversationDeps) {
  return async (conversationSid: string): Promise<'left' | 'open'> => {
    try {
      const { state } = await history.conversation(conversationSid);
      if (state !== 'closed') return 'open';
      for (const { sid, identity } of await history.participants(conversationSid)) {
        if (identity !== undefined && (await registry.exists(identity))) await conversations.removeParticipant(conversationSid, sid);
      }
      return 'left';
    } catch (thrown) {
      if (toGatewayError(thrown).code === 'not_found') return 'left';
      throw thrown;
    }
  };
}
