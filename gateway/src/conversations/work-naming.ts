import type { Directory } from '../directory/directory.ts';
import type { ConversationMemory } from './conversation-facts.ts';
import type { ConversationsApi } from './conversations-api.ts';
import { mergeAttributes } from './merge-attributes.ts';
import { matchFor, nameFor } from './name-conversation.ts';
import type { ConversationAdded, ParticipantAdded } from './webhook-event.ts';

export interface WorkNamingDeps {
  readonly directory: Directory;
  readonly conversations: ConversationsApi;
  readonly memory: ConversationMemory;
}

/** A conversation has been created: give it the customer's name, unless it has it already. */
export function workConversationAdded({ directory, conversations, memory }: WorkNamingDeps) {
  return async (event: ConversationAdded): Promise<void> => {
    const address = event['MessagingBinding.Address'];
    if (address === undefined) return;
    await memory.learn({ conversationSid: event.ConversationSid, ...addressesOf(event) });
    const name = nameFor(address, await matchFor(directory, address));
    const current = await conversations.conversation(event.ConversationSid);
    const attributes = mergeAttributes(current.attributes, name.attributes);
    if (current.friendlyName === name.friendlyName && !attributes) return;
    await conversations.renameConversation(event.ConversationSid, {
      friendlyName: name.friendlyName,
      attributes: attributes ?? current.attributes,
    });
  };
}

/** Somebody has joined: remember a worker; tell the app which customer a customer is. */
export function workParticipantAdded({ directory, conversations, memory }: WorkNamingDeps) {
  return async (event: ParticipantAdded): Promise<void> => {
    const { ConversationSid: conversationSid, ParticipantSid: participantSid } = event;
    if (event.Identity !== undefined) return memory.learn({ conversationSid, worker: event.Identity });
    const address = event['MessagingBinding.Address'];
    if (address === undefined) return;
    await memory.learn({ conversationSid, customerParticipantSid: participantSid, ...addressesOf(event) });
    const match = await matchFor(directory, address);
    if (!match) return;
    const participant = await conversations.participant(conversationSid, participantSid);
    const { id, displayName } = match.customer;
    const attributes = mergeAttributes(participant.attributes, { customer_id: id, display_name: displayName });
    if (attributes) await conversations.updateParticipant(conversationSid, { participantSid, attributes });
  };
}

function addressesOf(event: ConversationAdded | ParticipantAdded) {
  const { 'MessagingBinding.Address': customerAddress, 'MessagingBinding.ProxyAddress': businessAddress } = event;
  return { ...(customerAddress !== undefined && { customerAddress }), ...(businessAddress !== undefined && { businessAddress }) };
}
