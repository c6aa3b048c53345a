import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { twilioConversations } from './conversations.ts';
import { twilioClient } from './twilio-client.ts';
import { frontlineUsers } from './frontline-users.ts';

const ANA = 'ana@northwind.example';

let twilio: Twilio;
beforeEach(async () => {
  twilio = await startTwilio({ workers: [ANA] });
});
afterEach(() => twilio.close());

const client = () => twilioClient({ accountSid: twilio.account.accountSid, authToken: twilio.account.authToken, apiUrl: twilio.url });

describe('against an emulated account', () => {
  it('names a conversation, adds a worker twice, marks a participant', async () => {
    const conversations = twilioConversations(client());
    const { conversations: list } = (await client()()).conversations.v1;
    const { sid } = await list.create({ friendlyName: '+14155550132' });
    await conversations.renameConversation(sid, { friendlyName: 'Mara Quist', attributes: { customer_id: '003' } });
    await expect(conversations.conversation(sid)).resolves.toEqual({ sid, friendlyName: 'Mara Quist', attributes: { customer_id: '003' } });
    await conversations.addWorker(sid, ANA);
    await conversations.addWorker(sid, ANA);
    const participants = await conversations.participants(sid);
    expect(participants).toMatchObject([{ identity: ANA, attributes: {} }]);
    const participantSid = participants[0]?.sid ?? '';
    await conversations.updateParticipant(sid, { participantSid, attributes: { display_name: 'Ana' } });
    await expect(conversations.participant(sid, participantSid)).resolves.toMatchObject({
      identity: ANA,
      attributes: { display_name: 'Ana' },
    });
  });

  it('tells a missing conversation', async () => {
    await expect(twilioConversations(client()).conversation(`CH${'0'.repeat(32)}`)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('knows who has logged in to Frontline', async () => {
    const workers = frontlineUsers(client());
    await expect(workers.exists(ANA)).resolves.toBe(true);
    await expect(workers.exists(ANA.toUpperCase())).resolves.toBe(false);
  });
});
