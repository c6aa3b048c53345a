import type { Twilio } from 'twilio';
import type { ConversationsApi } from '../conversations/conversations-api.ts';
import { calling } from './calling.ts';
import { toConversationRecord, toParticipantRecord } from './conversation-records.ts';
import type { TwilioClient } from './twilio-client.ts';
import { toTwilioError } from './twilio-error.ts';

// https://www.twilio.com/docs/api/errors/50433: the conversation already has a participant with this identity.
const PARTICIPANT_EXISTS = '50433';
// The largest page of participants; a conversation has at most 1,000 (Conversations API v1 reference, Conversations Limits).
const PARTICIPANTS_PAGE = 100;

/**
 * Conversations over Twilio's REST API, in the account's default Conversations service, which is the one Frontline uses.
 * Writes do not ask for webhooks, so that our own changes never come back to us.
 */
export function twilioConversations(client: TwilioClient): ConversationsApi {
  const call = calling(client);
  return {
    conversation: (sid) => call(async (twilio) => toConversationRecord(await conversation(twilio, sid).fetch())),
    renameConversation: (sid, { friendlyName, attributes }) =>
      call(async (twilio) => {
        await conversation(twilio, sid).update({ friendlyName, attributes: JSON.stringify(attributes) });
      }),
    participants: (sid) =>
      call(async (twilio) => {
        const instances = await conversation(twilio, sid).participants.list({ pageSize: PARTICIPANTS_PAGE });
        return instances.map(toParticipantRecord);
      }),
    participant: (sid, participantSid) =>
      call(async (twilio) => toParticipantRecord(await conversation(twilio, sid).participants(participantSid).fetch())),
    updateParticipant: (sid, { participantSid, attributes }) =>
      call(async (twilio) => {
        await conversation(twilio, sid)
          .participants(participantSid)
          .update({ attributes: JSON.stringify(attributes) });
      }),
    addWorker: (sid, worker) => call((twilio) => addWorker(twilio, { sid, worker })),
    removeParticipant: (sid, participantSid) => call((twilio) => removeParticipant(twilio, { sid, participantSid })),
  };
}

const conversation = (twilio: Twilio, sid: string) => twilio.conversations.v1.conversations(sid);

async function addWorker(twilio: Twilio, { sid, worker }: { sid: string; worker: string }): Promise<void> {
  try {
    await conversation(twilio, sid).participants.create({ identity: worker });
  } catch (thrown) {
    if (toTwilioError(thrown).upstreamCode !== PARTICIPANT_EXISTS) throw thrown;
  }
}

async function removeParticipant(twilio: Twilio, { sid, participantSid }: { sid: string; participantSid: string }): Promise<void> {
  try {
    await conversation(twilio, sid).participants(participantSid).remove();
  } catch (thrown) {
    if (toTwilioError(thrown).code !== 'not_found') throw thrown;
  }
}
