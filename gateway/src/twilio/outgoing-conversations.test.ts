import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import type { SendPair } from '../sending/outgoing-conversations.ts';
import { businessMessages } from './business-messages.ts';
import { outgoingConversations } from './outgoing-conversations.ts';
import { twilioClient } from './twilio-client.ts';

const ANA = 'ana@example.test';
const MARA = '+14155550132';

let twilio: Twilio;
beforeEach(async () => {
  twilio = await startTwilio({ workers: [ANA] });
});
afterEach(() => twilio.close());

const connect = () => {
  const { accountSid, authToken } = twilio.account;
  const client = twilioClient({ accountSid, authToken, apiUrl: twilio.url });
  return { outgoing: outgoingConversations(client), messages: businessMessages(client) };
};
const pair = (): SendPair => ({
  customer: { channel: 'sms', number: MARA },
  business: { channel: 'sms', number: twilio.account.smsNumber },
});
const conversation = { friendlyName: 'Mara Quist', attributes: { customer_id: '003' }, participantAttributes: { customer_id: '003' } };

describe('conversations that the business begins', () => {
  it('have the customer in them, under the customer’s name, and are found until they are closed', async () => {
    const { outgoing } = connect();
    expect(await outgoing.find(pair())).toBeUndefined();
    const sid = await outgoing.begin(pair(), conversation);
    expect(await outgoing.find(pair())).toBe(sid);
    expect(await outgoing.find({ ...pair(), business: { channel: 'sms', number: '+14155550199' } })).toBeUndefined();
    const answered = await twilio.phones.text({ from: MARA, body: 'Hi' });
    expect(answered).toMatchObject({ taken: true, conversationSid: sid, newConversation: false });
  });

  it('are one for the two of them, however many begin at once, and nothing is left of the others', async () => {
    const { outgoing } = connect();
    const begun = await Promise.all([1, 2, 3].map(() => outgoing.begin(pair(), conversation)));
    expect(new Set(begun).size).toBe(1);
    const { conversations } = (await (await fetch(`${twilio.url}/__emulator/conversations`)).json()) as { conversations: unknown[] };
    expect(conversations).toHaveLength(1);
  });

  it('are what the customer began meanwhile', async () => {
    const { outgoing } = connect();
    const taken = await twilio.phones.text({ from: MARA, body: 'Hi' });
    if (!taken.taken) throw new Error(taken.reason);
    expect(await outgoing.begin(pair(), conversation)).toBe(taken.conversationSid);
  });

  it('hold a message that is found again by its key alone', async () => {
    const { outgoing, messages } = connect();
    const conversationSid = await outgoing.begin(pair(), conversation);
    const sent = await messages.send({ conversationSid, key: 'send:1', author: ANA, text: 'Hello' });
    const since = new Date();
    expect(await messages.find({ conversationSid, key: 'send:1', since })).toEqual({ ...sent, text: 'Hello' });
    expect(await messages.find({ conversationSid, key: 'send:2', since })).toBeUndefined();
  });
});
