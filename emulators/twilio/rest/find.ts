import { TwilioError } from '../account/twilio-error.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Message } from '../conversations/message.ts';
import type { Participant } from '../conversations/participant.ts';
import type { User } from '../conversations/user.ts';
import type { RawCall } from './operation.ts';

type Found = Pick<RawCall, 'world' | 'path' | 'place'>;

/** Twilio's answer for anything that is not there. */
export const notFound = (place: Found['place']): TwilioError => {
  const path = new URL(place.resource).pathname.replace(/^\/v1/, '');
  return new TwilioError(20404, `The requested resource ${path} was not found`);
};

/** Looks up what a path names; each throws 20404 when there is no such thing. */
export const find = {
  /** By SID or unique name. */
  conversation: ({ world, path, place }: Found): Conversation => {
    const name = path['ConversationSid'] ?? '';
    const bySid = world.store.conversations.get(name);
    const found = bySid ?? [...world.store.conversations.values()].find(({ uniqueName }) => uniqueName !== null && uniqueName === name);
    if (!found) throw notFound(place);
    return found;
  },
  /** By SID, or by the identity of a chat participant. */
  participant: (call: Found): { conversation: Conversation; participant: Participant } => {
    const conversation = find.conversation(call);
    const name = call.path['ParticipantSid'];
    const participant = conversation.participants.find(({ sid, identity }) => sid === name || identity === name);
    if (!participant) throw notFound(call.place);
    return { conversation, participant };
  },
  message: (call: Found): { conversation: Conversation; message: Message } => {
    const conversation = find.conversation(call);
    const message = conversation.messages.find(({ sid }) => sid === call.path['MessageSid']);
    if (!message) throw notFound(call.place);
    return { conversation, message };
  },
  /** By SID, or by identity with case. */
  user: ({ world, path, place }: Found): User => {
    const name = path['UserSid'] ?? '';
    const found = world.store.users.get(name) ?? [...world.store.users.values()].find(({ identity }) => identity === name);
    if (!found) throw notFound(place);
    return found;
  },
};
