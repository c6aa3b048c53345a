import type { ConversationFacts, ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationStates } from '../conversations/conversation-states.ts';
import type { ConversationRecord, ConversationsApi, ParticipantRecord } from '../conversations/conversations-api.ts';
import { GatewayError } from '../errors.ts';
import type { RoutingDecision, RoutingDecisions } from '../routing/decision.ts';

/** A conversation service in memory that counts its writes. */
export function memoryConversations(conversation: ConversationRecord, participants: readonly ParticipantRecord[] = []) {
  const state = { conversation, participants: [...participants], writes: [] as string[], failures: [] as Error[] };
  const fail = () => {
    const failure = state.failures.shift();
    if (failure) throw failure;
  };
  const find = (sid: string): ParticipantRecord => {
    const found = state.participants.find((participant) => participant.sid === sid);
    if (!found) throw new GatewayError('not_found', 'no such participant');
    return found;
  };
  const api: ConversationsApi = {
    conversation: () => attempt(() => state.conversation),
    renameConversation: (_sid, { friendlyName, attributes }) =>
      attempt(() => {
        state.conversation = { ...state.conversation, friendlyName, attributes: { ...attributes } };
        state.writes.push('conversation');
      }),
    participants: () => attempt(() => state.participants),
    participant: (_sid, participantSid) => attempt(() => find(participantSid)),
    updateParticipant: (_sid, { participantSid, attributes }) =>
      attempt(() => {
        state.participants = state.participants.map((participant) =>
          participant.sid === participantSid ? { ...participant, attributes: { ...attributes } } : participant,
        );
        state.writes.push('participant');
      }),
    addWorker: (_sid, worker) =>
      attempt(() => {
        if (state.participants.some(({ identity }) => identity === worker)) return;
        state.participants.push({ sid: `MB-${worker}`, identity: worker, attributes: {} });
        state.writes.push(`worker ${worker}`);
      }),
    removeParticipant: (_sid, participantSid) =>
      attempt(() => {
        state.participants = state.participants.filter(({ sid }) => sid !== participantSid);
        state.writes.push('removal');
      }),
  };
  // Every answer, and every failure, arrives later, as from a network.
  async function attempt<T>(act: () => T): Promise<T> {
    await Promise.resolve();
    fail();
    return act();
  }
  return { api, state };
}

/** Facts about conversations, kept in memory. */
export function conversationMemory(): ConversationMemory {
  const facts = new Map<string, ConversationFacts>();
  return {
    recall: (sid) => Promise.resolve(facts.get(sid)),
    learn: (learnt) => Promise.resolve(void facts.set(learnt.conversationSid, { ...facts.get(learnt.conversationSid), ...learnt })),
  };
}

/** Routing decisions, kept in memory: the first member of a turn is always next. */
export function decisionMemory(): RoutingDecisions {
  const decisions = new Map<string, RoutingDecision>();
  const keep = (decision: RoutingDecision) => {
    if (!decisions.has(decision.conversationSid)) decisions.set(decision.conversationSid, decision);
    return Promise.resolve(decisions.get(decision.conversationSid) ?? decision);
  };
  return {
    recall: (sid) => Promise.resolve(decisions.get(sid)),
    keep,
    keepInTurn: (_sid, { members, decide }) => keep(decide(members[0] ?? '')),
    nextOf: ({ members }) => Promise.resolve(members[0] ?? ''),
  };
}

/** States of conversations, kept in memory, as they came. */
export function stateMemory() {
  const kept: Parameters<ConversationStates['keep']>[0][] = [];
  return { kept, states: { keep: (change: (typeof kept)[number]) => Promise.resolve(void kept.push(change)) } };
}
