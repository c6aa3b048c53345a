import type { ListedConversation, ListedParticipant } from './conversation-history.ts';

/** Parameters as the webhook would have carried them. What REST does not tell is left out, never made up. */
export type WebhookForm = Readonly<Record<string, string>>;

/** Drops what is not there. */
export const webhookForm = (params: Readonly<Record<string, string | undefined>>): WebhookForm =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The customer's address and ours, of the first participant that has them. */
export function bindingOf(participants: readonly ListedParticipant[]): Record<string, string | undefined> {
  const customer = participants.find(({ address, identity }) => address !== undefined && identity === undefined);
  return { 'MessagingBinding.Address': customer?.address, 'MessagingBinding.ProxyAddress': customer?.proxyAddress };
}

/** The forms of what happened to a conversation, from what REST tells of it. */
export function conversationForms(conversation: ListedConversation, participants: readonly ListedParticipant[]) {
  const { sid: ConversationSid, friendlyName: FriendlyName, state: State, createdAt, updatedAt } = conversation;
  const binding = bindingOf(participants);
  return {
    added: () =>
      webhookForm({
        EventType: 'onConversationAdded',
        ConversationSid,
        FriendlyName,
        State,
        DateCreated: createdAt.toISOString(),
        ...binding,
      }),
    participantAdded: (participant: ListedParticipant) =>
      webhookForm({
        EventType: 'onParticipantAdded',
        ConversationSid,
        ParticipantSid: participant.sid,
        Identity: participant.identity,
        'MessagingBinding.Address': participant.address,
        'MessagingBinding.ProxyAddress': participant.proxyAddress,
        DateCreated: participant.createdAt.toISOString(),
      }),
    // REST does not tell when a state was come into: the conversation's last change is the nearest there is.
    stateUpdated: () =>
      webhookForm({ EventType: 'onConversationStateUpdated', ConversationSid, StateTo: State, StateUpdated: updatedAt.toISOString() }),
    routing: () => webhookForm({ ConversationSid, ...binding }),
  };
}
