import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startReceiver } from './test-support/webhook-receiver.ts';
import type { WebhookReceiver } from './test-support/webhook-receiver.ts';
import { twilioClient } from './test-support/twilio-client.ts';
import { startTwilio } from './twilio-server.ts';
import type { Twilio } from './twilio-server.ts';

const loud = { xTwilioWebhookEnabled: 'true' } as const;
let product: WebhookReceiver;
let twilio: Twilio;
let v1: ReturnType<typeof twilioClient>['conversations']['v1'];

beforeEach(async () => {
  product = await startReceiver();
  twilio = await startTwilio({ settings: { initializingMs: 0, conversationsTimeoutMs: 200 } });
  ({ v1 } = twilioClient(twilio).conversations);
  await v1
    .services(twilio.account.serviceSid)
    .configuration.webhooks()
    .update({ preWebhookUrl: `${product.url}/pre`, postWebhookUrl: `${product.url}/post` });
});
afterEach(async () => {
  await twilio.close();
  await product.close();
});

it('REST writes are silent without the header, and told before and after with it', async () => {
  const { sid } = await v1.conversations.create({ friendlyName: 'silent' });
  const conversation = v1.conversations(sid);
  await conversation.update({ friendlyName: 'still silent', xTwilioWebhookEnabled: 'false' });
  const { sid: participantSid } = await conversation.participants.create({ identity: 'ana', ...loud });
  await conversation.participants(participantSid).update({ attributes: '{"a":1}', ...loud });
  const { sid: messageSid } = await conversation.messages.create({ body: 'Hi', ...loud });
  await conversation.messages(messageSid).update({ body: 'Hello', ...loud });
  await conversation.messages(messageSid).remove(loud);
  await conversation.participants(participantSid).remove(loud);
  await conversation.update({ state: 'closed', ...loud });
  await conversation.remove(loud);
  await product.event('onConversationRemoved');
  expect(product.names()).toEqual([
    ...['onParticipantAdd', 'onParticipantAdded', 'onParticipantUpdate', 'onParticipantUpdated'],
    ...['onMessageAdd', 'onMessageAdded', 'onMessageUpdate', 'onMessageUpdated', 'onMessageRemove', 'onMessageRemoved'],
    ...['onParticipantRemove', 'onParticipantRemoved'],
    ...['onConversationUpdate', 'onConversationUpdated', 'onConversationStateUpdated', 'onConversationRemove', 'onConversationRemoved'],
  ]);
  expect(product.received.every(({ form }) => form['Source'] === 'API' && form['ClientIdentity'] === undefined)).toBe(true);
});

it('filters say which events are sent', async () => {
  await v1
    .services(twilio.account.serviceSid)
    .configuration.webhooks()
    .update({ filters: ['onConversationAdded'] });
  await v1.conversations.create(loud);
  await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
  await product.until((received) => received.length === 2);
  expect(product.names()).toEqual(['onConversationAdded', 'onConversationAdded']);
});

it('a refusing pre hook refuses the write', async () => {
  product.answer((_received, response) => void response.status(403).end());
  await expect(v1.conversations.create(loud)).rejects.toMatchObject({ code: 50107, status: 403 });
  expect(await v1.conversations.list()).toEqual([]);
});

it('closing aborts a webhook that is under way', async () => {
  product.answer(() => undefined);
  twilio.settings.conversationsTimeoutMs = 60_000;
  const text = twilio.phones.text({ from: '+14155550132', body: 'Hello' });
  await product.event('onConversationAdd');
  await twilio.close();
  expect(await text).toMatchObject({ taken: false });
});
