import type { Account } from '../../account/account.ts';
import type { User } from '../../conversations/user.ts';
import type { Place } from '../operation.ts';
import { second } from './second.ts';

/** conversations.v1.user */
export const userJson = (account: Account, place: Pick<Place, 'base'>) => (user: User) => {
  const url = `${place.base}/Users/${user.sid}`;
  return {
    sid: user.sid,
    account_sid: account.accountSid,
    chat_service_sid: account.serviceSid,
    role_sid: user.roleSid,
    identity: user.identity,
    friendly_name: user.friendlyName,
    attributes: user.attributes,
    is_online: null,
    is_notifiable: null,
    date_created: second(user.dateCreated),
    date_updated: second(user.dateUpdated),
    url,
    links: { user_conversations: `${url}/Conversations` },
  };
};
