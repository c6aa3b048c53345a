import type { World } from '../world.ts';
import type { Conversation, ConversationState } from './conversation.ts';
import type { Origin } from './origin.ts';
import { releaseParticipant } from './release-participant.ts';

export type StateChange = { conversation: Conversation; to: ConversationState; reason: 'API' | 'EVENT' | 'TIMER'; origin: Origin };

/**
 * Moves a conversation to another state and tells of it (onConversationStateUpdated, a post event only).
 * Closing gives the address pairs free and, unless the settings say otherwise, no longer counts against anybody's 1,000.
 */
export const changeState =
  (world: World) =>
  ({ conversation, to, reason, origin }: StateChange): void => {
    const from = conversation.state;
    if (from === to) return;
    const now = world.timers.now();
    conversation.state = to;
    conversation.dateUpdated = now;
    if (to === 'closed') releaseParticipants(world, conversation);
    world.hooks.post({
      type: 'onConversationStateUpdated',
      origin,
      parameters: {
        ConversationSid: conversation.sid,
        MessagingServiceSid: conversation.messagingServiceSid,
        StateFrom: from,
        StateTo: to,
        StateUpdated: new Date(now).toISOString(),
        Reason: reason,
      },
    });
  };

const releaseParticipants = (world: World, { participants }: Conversation) => {
  const { closedCountUntilLeft } = world.settings;
  for (const participant of participants) {
    if (participant.identity === null || !closedCountUntilLeft) releaseParticipant(world)(participant);
  }
};
