import type { World } from '../world.ts';
import { bindingParameters } from '../webhooks/parameters/binding-parameters.ts';
import { participantParameters } from '../webhooks/parameters/participant-parameters.ts';
import { askFirst } from './ask-first.ts';
import { assertWritable } from './assert-writable.ts';
import { wakeConversation } from './wake-conversation.ts';
import { insertParticipant, refuseParticipant } from './insert-participant.ts';
import type { NewParticipant } from './insert-participant.ts';
import type { Origin } from './origin.ts';
import type { Participant } from './participant.ts';

/** Adds a chat user or a customer: onParticipantAdd, then onParticipantAdded. Wakes an inactive conversation. */
export const addParticipant =
  (world: World) =>
  async (input: NewParticipant & { origin: Origin }): Promise<Participant> => {
    const { conversation, origin, identity, binding } = input;
    assertWritable(conversation);
    refuseParticipant(world)(input);
    const changes = await askFirst(world)({
      type: 'onParticipantAdd',
      origin,
      parameters: {
        ConversationSid: conversation.sid,
        RoleSid: input.roleSid ?? world.account.participantRoleSid,
        Attributes: input.attributes ?? '{}',
        Identity: identity,
        'MessagingBinding.Type': binding?.type,
        ...bindingParameters(binding),
      },
    });
    assertWritable(conversation);
    const participant = insertParticipant(world)({ ...input, attributes: changes.attributes ?? input.attributes });
    world.hooks.post({ type: 'onParticipantAdded', origin, parameters: participantParameters(participant) });
    wakeConversation(world)({ conversation, origin });
    return participant;
  };
