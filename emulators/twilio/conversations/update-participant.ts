import type { World } from '../world.ts';
import { participantParameters } from '../webhooks/parameters/participant-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertInitialized } from './assert-writable.ts';
import type { Conversation } from './conversation.ts';
import type { Origin } from './origin.ts';
import type { Participant } from './participant.ts';

export type ParticipantUpdate = {
  conversation: Conversation;
  participant: Participant;
  origin: Origin;
  attributes?: string | undefined;
  roleSid?: string | undefined;
  lastReadMessageIndex?: number | undefined;
  lastReadTimestamp?: string | undefined;
  dateUpdated?: number | undefined;
};

/** Changes a participant: onParticipantUpdate, then onParticipantUpdated. */
export const updateParticipant =
  (world: World) =>
  async (update: ParticipantUpdate): Promise<Participant> => {
    const { conversation, participant, origin } = update;
    assertInitialized(conversation);
    const intended = {
      ...participant,
      attributes: update.attributes ?? participant.attributes,
      roleSid: update.roleSid ?? participant.roleSid,
    };
    const changes = await askFirst(world)({ type: 'onParticipantUpdate', origin, parameters: participantParameters(intended) });
    participant.attributes = changes.attributes ?? intended.attributes;
    participant.roleSid = intended.roleSid;
    participant.lastReadMessageIndex = update.lastReadMessageIndex ?? participant.lastReadMessageIndex;
    participant.lastReadTimestamp = update.lastReadTimestamp ?? participant.lastReadTimestamp;
    participant.dateUpdated = update.dateUpdated ?? world.timers.now();
    world.hooks.post({
      type: 'onParticipantUpdated',
      origin,
      parameters: { ...participantParameters(participant), DateUpdated: new Date(participant.dateUpdated).toISOString() },
    });
    return participant;
  };
