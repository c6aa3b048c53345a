import type { ConversationHistory } from './conversation-history.ts';
import type { RequestTurns } from './request-turns.ts';

/** The history, each question of it in its turn. */
export function pacedHistory(history: ConversationHistory, { inTurn }: Pick<RequestTurns, 'inTurn'>): ConversationHistory {
  return {
    conversations: (query, page) => inTurn(() => history.conversations(query, page)),
    conversation: (sid) => inTurn(() => history.conversation(sid)),
    messages: (sid, part) => inTurn(() => history.messages(sid, part)),
    hasMessage: (sid, messageSid) => inTurn(() => history.hasMessage(sid, messageSid)),
    receipts: (sid, messageSid) => inTurn(() => history.receipts(sid, messageSid)),
    participants: (sid) => inTurn(() => history.participants(sid)),
    identities: (page) => inTurn(() => history.identities(page)),
    conversationsOf: (worker, page) => inTurn(() => history.conversationsOf(worker, page)),
  };
}
