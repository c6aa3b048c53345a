import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createManualClock } from './test-support/manual-clock.ts';
import { twilioClient } from './test-support/twilio-client.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const clock = createManualClock();
let twilio: Twilio;

beforeEach(async () => {
  twilio = await startTwilio({ clock });
});
afterEach(() => twilio.close());

it('refuses writes, but not reads, until an autocreated conversation is active', async () => {
  const taken = await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
  if (!taken.taken) throw new Error(taken.reason);
  const conversation = twilioClient(twilio).conversations.v1.conversations(taken.conversationSid);
  const refusal = { code: 50386, status: 409 };

  expect(await conversation.fetch()).toMatchObject({ state: 'initializing' });
  await expect(conversation.update({ friendlyName: 'Mara' })).rejects.toMatchObject(refusal);
  await expect(conversation.participants.create({ identity: 'ana@example.test' })).rejects.toMatchObject(refusal);
  await expect(conversation.messages.create({ body: 'Hi' })).rejects.toMatchObject(refusal);
  await expect(conversation.remove()).rejects.toMatchObject(refusal);

  clock.advance(149);
  await expect(conversation.update({ friendlyName: 'Mara' })).rejects.toMatchObject(refusal);
  clock.advance(1);
  expect(await conversation.update({ friendlyName: 'Mara' })).toMatchObject({ state: 'active', friendlyName: 'Mara' });
});

it('takes the customer’s next text into the same conversation meanwhile', async () => {
  const first = await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
  const second = await twilio.phones.text({ from: '+14155550132', body: 'Anybody there?' });
  expect(second).toMatchObject({ taken: true, newConversation: false, conversationSid: first.taken && first.conversationSid });
});

it('can be switched off, and changed while running', async () => {
  twilio.faults.set({ initializingMs: 0 });
  const taken = await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
  if (!taken.taken) throw new Error(taken.reason);
  expect(await twilioClient(twilio).conversations.v1.conversations(taken.conversationSid).fetch()).toMatchObject({ state: 'active' });
});
