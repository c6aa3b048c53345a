import { newSid } from '../account/new-sid.ts';
import { TwilioError } from '../account/twilio-error.ts';
import type { World } from '../world.ts';
import type { Conversation } from './conversation.ts';
import { ensureUser } from './ensure-user.ts';
import { limits } from './limits.ts';
import type { Binding, Participant } from './participant.ts';
import { bindingKey } from './store.ts';

export type NewParticipant = {
  conversation: Conversation;
  identity?: string | undefined;
  binding?: Binding | undefined;
  attributes?: string | undefined;
  roleSid?: string | undefined;
  dateCreated?: number | undefined;
};

const refuseIdentity = (world: World, conversation: Conversation, identity: string) => {
  if (conversation.participants.some((other) => other.identity === identity)) throw new TwilioError(50433, 'Participant already exists');
  if ((world.store.memberships.get(identity)?.size ?? 0) >= world.settings.conversationsPerIdentity)
    throw new TwilioError(50214, 'User conversation limit exceeded');
};

const refuseBinding = (world: World, conversation: Conversation, binding: Binding) => {
  const taken = world.store.bindings.get(bindingKey(binding));
  // The wording is relied upon by clients that read the SID out of it.
  if (taken !== undefined)
    throw new TwilioError(50416, `A binding for this participant and proxy address already exists in Conversation ${taken}`);
  const nonChat = conversation.participants.filter((other) => other.binding !== null).length;
  if (nonChat >= limits.nonChatParticipants) throw new TwilioError(50422, 'Non-chat conversation participants limit exceeded');
};

/** Throws when the participant may not join. Checked before asking pre hooks, and again when they have answered. */
export const refuseParticipant =
  (world: World) =>
  ({ conversation, identity, binding }: NewParticipant): void => {
    if (conversation.participants.length >= limits.participants) throw new TwilioError(50417, 'Participants limit exceeded');
    if (identity !== undefined) refuseIdentity(world, conversation, identity);
    if (binding !== undefined) refuseBinding(world, conversation, binding);
  };

/** Puts a participant into a conversation, telling nobody. An identity never seen before becomes a user, as on Twilio. */
export const insertParticipant =
  (world: World) =>
  (input: NewParticipant): Participant => {
    refuseParticipant(world)(input);
    const { conversation, identity, binding } = input;
    const now = world.timers.now();
    const participant: Participant = {
      sid: newSid('MB'),
      sequence: world.store.nextSequence(),
      conversationSid: conversation.sid,
      identity: identity ?? null,
      binding: binding ?? null,
      attributes: input.attributes ?? '{}',
      roleSid: input.roleSid ?? world.account.participantRoleSid,
      dateCreated: input.dateCreated ?? now,
      dateUpdated: now,
      lastReadMessageIndex: null,
      lastReadTimestamp: null,
    };
    conversation.participants.push(participant);
    if (binding) world.store.bindings.set(bindingKey(binding), conversation.sid);
    if (identity !== undefined) joinUser(world, identity, conversation);
    return participant;
  };

const joinUser = (world: World, identity: string, conversation: Conversation) => {
  ensureUser(world)({ identity });
  const joined = world.store.memberships.get(identity) ?? new Set();
  world.store.memberships.set(identity, joined.add(conversation.sid));
};
