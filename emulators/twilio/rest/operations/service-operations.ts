import { z } from 'zod';
import type { Account } from '../../account/account.ts';
import { notFound } from '../find.ts';
import { second } from '../json/second.ts';
import { operation } from '../operation.ts';
import type { Operation, Place } from '../operation.ts';
import { page, pageParameters } from '../page.ts';

/** conversations.v1.service. The one service is as old as time, which here starts in 2021. */
const serviceJson = (account: Account, place: Pick<Place, 'base'>) => {
  const url = `${place.base}/Services/${account.serviceSid}`;
  const born = second(Date.UTC(2021, 9, 5));
  return {
    sid: account.serviceSid,
    account_sid: account.accountSid,
    friendly_name: 'Frontline Service',
    date_created: born,
    date_updated: born,
    url,
    links: {
      conversations: `${url}/Conversations`,
      users: `${url}/Users`,
      roles: `${url}/Roles`,
      bindings: `${url}/Bindings`,
      configuration: `${url}/Configuration`,
      participant_conversations: `${url}/ParticipantConversations`,
      conversation_with_participants: `${url}/ConversationWithParticipants`,
    },
  };
};

const list = operation({
  method: 'get',
  path: '/Services',
  parameters: z.strictObject(pageParameters),
  handle: ({ world, parameters, place }) =>
    page({
      place,
      parameters,
      key: 'services',
      items: [world.account],
      position: () => 1,
      render: (account) => serviceJson(account, place),
    }),
});

const fetch = operation({
  method: 'get',
  path: '/Services/:ServiceSid',
  parameters: z.strictObject({}),
  handle: ({ world, path, place }) => {
    if (path['ServiceSid'] !== world.account.serviceSid) throw notFound(place);
    return { status: 200, body: serviceJson(world.account, place) };
  },
});

/** https://www.twilio.com/docs/conversations/api/service-resource : the account has one. */
export const serviceOperations: readonly Operation[] = [list, fetch];
