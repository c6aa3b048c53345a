import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptEvent } from '../conversations/accept-event.ts';
import { comparing, MINUTE, type Comparing } from '../testing/comparing.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { startWebhookCollector, type CollectedForm, type WebhookCollector } from '../testing/webhook-collector.ts';

const ANA = 'ana@x';

let twilio: Twilio;
let webhooks: WebhookCollector;
let test: Comparing;

beforeEach(async () => {
  webhooks = await startWebhookCollector();
  test = await comparing(() => twilio);
  twilio = await startTwilio({
    workers: [ANA],
    webhooks: { postWebhookUrl: webhooks.url },
    settings: { initializingMs: 0, deliveryStepMs: 0 },
    clock: test.emulatorClock,
  });
});
afterEach(async () => {
  await twilio.close();
  await webhooks.close();
  await test.kept.destroy();
});

interface Step {
  readonly act: 'text' | 'send' | 'edit' | 'remove';
  readonly phone: number;
  readonly pick: number;
}

const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom('text', 'text', 'send', 'edit', 'remove'),
    phone: fc.nat(1),
    pick: fc.nat(1_000),
  }),
  { minLength: 1, maxLength: 12 },
);
/** For each webhook: how often it arrives, and where in the order. */
const fates = fc.array(fc.record({ copies: fc.constantFrom(0, 0, 1, 1, 2), rank: fc.nat(1_000) }), { minLength: 200, maxLength: 200 });

interface Message {
  readonly conversationSid: string;
  readonly messageSid: string;
}

/** Two phones that nobody has used before, texting with a rep. */
function people(number: number) {
  const conversations = new Map<number, string>();
  const sent: Message[] = [];
  const app = twilio.app(ANA);
  const added = async (message: Message) => {
    sent.push(message);
    await webhooks.one(({ EventType, MessageSid }) => EventType === 'onMessageAdded' && MessageSid === message.messageSid);
  };
  const text = async ({ phone, pick }: Step) => {
    const taken = await twilio.phones.text({ from: `+1415555${number * 2 + phone}`, body: `text ${pick}` });
    if (!taken.taken) throw new Error(taken.reason);
    const { conversationSid } = taken;
    if (!conversations.has(phone)) await (await client()).conversations(conversationSid).participants.create({ identity: ANA });
    conversations.set(phone, conversationSid);
    await added(taken);
  };
  const change = async ({ act, pick }: Step) => {
    const message = sent[pick % sent.length];
    if (!message) return;
    if (act === 'edit') await app.edit({ ...message, body: `edit ${pick}` });
    else await app.remove(sent.splice(pick % sent.length, 1)[0] ?? message);
    const type = act === 'edit' ? 'onMessageUpdated' : 'onMessageRemoved';
    await webhooks.one(
      (form) => form.EventType === type && form.MessageSid === message.messageSid && (act === 'remove' || form.Body === `edit ${pick}`),
    );
  };
  return {
    conversations,
    take: async (step: Step) => {
      // REST tells whole seconds: two changes within one are one to it.
      test.time.advance(1_001);
      const conversationSid = conversations.get(step.phone);
      if (step.act === 'text') await text(step);
      else if (step.act !== 'send') await change(step);
      else if (conversationSid !== undefined)
        await added({ conversationSid, messageSid: (await app.send({ conversationSid, body: `sent ${step.pick}` })).sid });
    },
  };
}

const client = async () => (await twilioClient({ ...twilio.account, apiUrl: twilio.url })()).conversations.v1;

/** Every message with its text as the inbox's entries tell it, whatever their order; those that are known to be gone left out. */
async function textsTold(): Promise<Map<string, string>> {
  const entries = await worked();
  const told = new Map<string, { readonly body: string; readonly at: number }>();
  for (const { EventType, MessageSid = '', Body = '', DateUpdated } of entries) {
    if (EventType !== 'onMessageAdded' && EventType !== 'onMessageUpdated') continue;
    const at = EventType === 'onMessageAdded' ? 0 : Date.parse(DateUpdated ?? '');
    if (at >= (told.get(MessageSid)?.at ?? 0)) told.set(MessageSid, { body: Body, at });
  }
  for (const { EventType, MessageSid = '' } of entries) if (EventType === 'onMessageRemoved') told.delete(MessageSid);
  return new Map([...told].map(([sid, { body }]) => [sid, body]));
}

async function worked(): Promise<readonly CollectedForm[]> {
  const { workQueue } = test.kept.store;
  const forms: CollectedForm[] = [];
  for (const claim of await workQueue.claimLanes({ limit: 1_000, leaseMs: 60_000 })) {
    for (let entry = await workQueue.next(claim); entry; entry = await workQueue.next(claim)) {
      forms.push(JSON.parse(entry.payload) as CollectedForm);
      await workQueue.complete(entry, []);
    }
    await workQueue.release(claim);
  }
  return forms;
}

it('whatever webhooks are lost, doubled or reordered: afterwards the inbox knows every message once, and its text', async () => {
  let number = 1_000;
  const property = fc.asyncProperty(steps, fates, async (taken, fate) => {
    const { conversations, take } = people(number++);
    const before = webhooks.forms().length;
    for (const step of taken) await take(step);
    const arriving = webhooks
      .forms()
      .slice(before)
      .flatMap((form, n) => Array.from({ length: fate[n]?.copies ?? 0 }, () => ({ form, rank: fate[n]?.rank ?? 0 })))
      .sort((a, b) => a.rank - b.rank);
    for (const { form } of arriving) await acceptEvent(test.kept.store)(form);
    test.time.advance(MINUTE);
    await test.create().run();
    const told = await textsTold();
    const there = new Map<string, string>();
    for (const sid of conversations.values()) {
      for (const message of await (await client()).conversations(sid).messages.list()) there.set(message.sid, message.body);
    }
    expect(told).toEqual(there);
    expect(await test.create().run()).toMatchObject({ missing: 0 });
  });
  await fc.assert(property, { numRuns: 12, endOnFailure: true });
});
