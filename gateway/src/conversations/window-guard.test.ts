import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { createManualClock, type ManualClock } from '../../../emulators/twilio/test-support/manual-clock.ts';
import type { SendAttempt } from '../sending/send-guard.ts';
import { ENGINES, type TestStore } from '../store/testing/engines.ts';
import { customerWords } from '../twilio/customer-words.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { attendWindow } from './attend-window.ts';
import { windowGuard } from './window-guard.ts';
import { windowOf } from './window-of.ts';

const HOUR = 60 * 60_000;
const MARA = '+14155550132';
const [SQLITE] = ENGINES;

describe("WhatsApp's window, with the account as it is", () => {
  let twilio: Twilio;
  let kept: TestStore;
  let time: ManualClock;
  let asked: string[];
  beforeEach(async () => {
    time = createManualClock();
    asked = [];
    twilio = await startTwilio({
      clock: time,
      settings: { initializingMs: 0 },
      onExchange: ({ path }) => void asked.push(path),
    });
    if (!SQLITE) throw new Error('no engine');
    kept = await SQLITE.open();
  });
  afterEach(async () => {
    await twilio.close();
    await kept.destroy();
  });

  const setUp = () => {
    const { account, url: apiUrl } = twilio;
    const words = customerWords(twilioClient({ ...account, apiUrl }));
    const { windows } = kept.store;
    const guard = windowGuard({ windowOf: windowOf({ windows, words, clock: { now: () => new Date(time.now()) } }) });
    const attempt = (change: Partial<SendAttempt> = {}): SendAttempt => ({
      customer: { channel: 'whatsapp', number: MARA },
      business: { channel: 'whatsapp', number: account.whatsappNumber.replace('whatsapp:', '') },
      content: 'text',
      conversationSid: undefined,
      ...change,
    });
    return { guard, attempt, attend: attendWindow(kept.store) };
  };
  const write = async () => {
    const taken = await twilio.phones.text({ from: MARA, channel: 'whatsapp', body: 'Hello' });
    if (!taken.taken) throw new Error(taken.reason);
    return taken.conversationSid;
  };

  it('asks the conversation of a pair that it never saw, once, and lets nothing but templates out after a day', async () => {
    const { guard, attempt } = setUp();
    const conversationSid = await write();
    time.advance(23 * HOUR);
    expect(await guard(attempt({ conversationSid }))).toBeUndefined();
    time.advance(HOUR);
    expect(await guard(attempt({ conversationSid }))).toMatchObject({ code: 'outside_window' });
    expect(await guard(attempt({ conversationSid, content: 'template' }))).toBeUndefined();
    expect(await guard(attempt({ conversationSid, customer: { channel: 'sms', number: MARA } }))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('knows from a conversation without a word of the customer that the window is closed', async () => {
    const { guard, attempt } = setUp();
    const client = await twilioClient({ ...twilio.account, apiUrl: twilio.url })();
    const { sid } = await client.conversations.v1.conversations.create({});
    await client.conversations.v1.conversations(sid).messages.create({ body: 'Hello', author: 'ana@x' });
    expect(await guard(attempt({ conversationSid: sid }))).toMatchObject({ code: 'outside_window' });
    expect(await guard(attempt())).toMatchObject({ code: 'outside_window' });
  });

  it('leaves to Twilio what nobody knows: a first message, a conversation that is gone', async () => {
    const { guard, attempt } = setUp();
    expect(await guard(attempt())).toBeUndefined();
    expect(await guard(attempt({ conversationSid: `CH${'0'.repeat(32)}` }))).toBeUndefined();
  });

  it('rejects while Twilio cannot be asked: the sender decides', async () => {
    const { guard, attempt } = setUp();
    twilio.faults.set({ outage: 'unavailable' });
    await expect(guard(attempt({ conversationSid: `CH${'0'.repeat(32)}` }))).rejects.toMatchObject({ code: 'upstream_failed' });
  });

  it("believes WhatsApp's refusal until the customer writes again, whatever comes first", async () => {
    const { guard, attempt, attend } = setUp();
    const { business } = attempt();
    const businessAddress = `whatsapp:${business.number}`;
    const customerAddress = `whatsapp:${MARA}`;
    const conversationSid = `CH${'1'.repeat(32)}`;
    const happened = (minutes: number) => new Date(time.now() + minutes * 60_000).toISOString();
    const entry = (params: object) => ({
      key: 'k',
      lane: 'l',
      conversationSid,
      kind: 'onDeliveryUpdated',
      payload: JSON.stringify(params),
    });
    const heard = (minutes: number) => ({
      key: 'IM1',
      dedupeKey: 'message:IM1',
      kind: 'message' as const,
      conversationSid,
      occurredAt: happened(minutes),
      direction: 'inbound' as const,
      customerAddress,
      businessAddress,
    });
    const refusal = (ErrorCode: string) =>
      entry({
        EventType: 'onDeliveryUpdated',
        ConversationSid: conversationSid,
        MessageSid: `IM${'2'.repeat(32)}`,
        Status: 'failed',
        ErrorCode,
        DateCreated: happened(-10),
        DateUpdated: happened(-1),
      });
    await kept.store.memory.learn({ conversationSid, customerAddress, businessAddress });
    await attend(entry({}), [heard(-60)]);
    await attend(refusal('30008'), []);
    expect(await guard(attempt())).toBeUndefined();
    await attend(refusal('63016'), []);
    expect(await guard(attempt())).toMatchObject({ code: 'outside_window' });
    await attend(entry({}), [{ ...heard(-5), direction: 'outbound' }]);
    expect(await guard(attempt())).toMatchObject({ code: 'outside_window' });
    await attend(entry({}), [heard(-5)]);
    expect(await guard(attempt())).toBeUndefined();
    await attend(entry({}), [heard(-30)]);
    await attend(refusal('63016'), []);
    expect(await guard(attempt())).toBeUndefined();
  });
});
