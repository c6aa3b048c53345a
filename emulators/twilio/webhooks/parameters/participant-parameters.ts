import type { Participant } from '../../conversations/participant.ts';
import { bindingParameters } from './binding-parameters.ts';

/** What every event about a participant says of it: a binding, or an identity in its place. */
export const participantParameters = (participant: Participant): Record<string, string | undefined> => ({
  ConversationSid: participant.conversationSid,
  ParticipantSid: participant.sid,
  RoleSid: participant.roleSid,
  Attributes: participant.attributes,
  Identity: participant.identity ?? undefined,
  'MessagingBinding.Type': participant.binding?.type,
  ...bindingParameters(participant.binding),
  DateCreated: new Date(participant.dateCreated).toISOString(),
});
