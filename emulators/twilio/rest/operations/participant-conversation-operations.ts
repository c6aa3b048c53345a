import { z } from 'zod';
import { TwilioError } from '../../account/twilio-error.ts';
import type { Participant } from '../../conversations/participant.ts';
import type { World } from '../../world.ts';
import { participantConversationJson } from '../json/participant-conversation-json.ts';
import type { Membership } from '../json/participant-conversation-json.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page, pageParameters } from '../page.ts';
import { parameter } from '../parameter.ts';

const memberships = (world: World, matches: (participant: Participant) => boolean): Membership[] =>
  [...world.store.conversations.values()].flatMap((conversation) =>
    conversation.participants.filter(matches).map((participant) => ({
      conversation,
      participant,
      userSid: [...world.store.users.values()].find(({ identity }) => identity === participant.identity)?.sid ?? null,
    })),
  );

const list = operation({
  method: 'get',
  path: '/ParticipantConversations',
  parameters: z.strictObject({ ...pageParameters, Identity: parameter.identity.optional(), Address: z.string().optional() }),
  handle: ({ world, parameters, place }) => {
    const { Identity, Address } = parameters;
    if ((Identity === undefined) === (Address === undefined)) throw new TwilioError(20001, 'Give either Identity or Address');
    const found = memberships(world, ({ identity, binding }) =>
      Identity === undefined ? binding?.address === Address : identity === Identity,
    );
    return page({
      place,
      parameters,
      filters: { Identity, Address },
      key: 'conversations',
      items: found,
      position: ({ participant }) => participant.sequence,
      largest: 50,
      render: participantConversationJson(world.account, place),
    });
  },
});

/** https://www.twilio.com/docs/conversations/api/participant-conversation-resource */
export const participantConversationOperations: readonly Operation[] = [list];
