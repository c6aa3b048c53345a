import type { World } from '../world.ts';
import { participantParameters } from '../webhooks/parameters/participant-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertInitialized } from './assert-writable.ts';
import type { Conversation } from './conversation.ts';
import type { Origin } from './origin.ts';
import type { Participant } from './participant.ts';
import { releaseParticipant } from './release-participant.ts';

/** Takes a participant out, also of a closed conversation: onParticipantRemove, then onParticipantRemoved. */
export const removeParticipant =
  (world: World) =>
  async ({
    conversation,
    participant,
    origin,
  }: {
    conversation: Conversation;
    participant: Participant;
    origin: Origin;
  }): Promise<void> => {
    assertInitialized(conversation);
    await askFirst(world)({ type: 'onParticipantRemove', origin, parameters: participantParameters(participant) });
    conversation.participants = conversation.participants.filter((other) => other.sid !== participant.sid);
    releaseParticipant(world)(participant);
    world.hooks.post({
      type: 'onParticipantRemoved',
      origin,
      parameters: { ...participantParameters(participant), DateRemoved: new Date(world.timers.now()).toISOString() },
    });
  };
