import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acceptEvent } from '../conversations/accept-event.ts';
import { GatewayError, type ErrorCode } from '../errors.ts';
import { comparing, MINUTE, type Comparing } from '../testing/comparing.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { twilioHistory } from '../twilio/twilio-history.ts';
import type { ConversationHistory } from './conversation-history.ts';

let twilio: Twilio;
let test: Comparing;

beforeEach(async () => {
  test = await comparing(() => twilio);
  twilio = await startTwilio({ settings: { initializingMs: 0 }, clock: test.emulatorClock });
});
afterEach(async () => {
  await twilio.close();
  await test.kept.destroy();
});

const text = async (from: string, body = 'Hello') => {
  const taken = await twilio.phones.text({ from, body });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
};
const history = () => twilioHistory(twilioClient({ ...twilio.account, apiUrl: twilio.url }));
/** The history of a Twilio that says this of one conversation. */
const refusing = (conversationSid: string, thrown: Error): ConversationHistory => {
  const real = history();
  const refuse = <T>(sid: string, ask: () => Promise<T>) => (sid === conversationSid ? Promise.reject(thrown) : ask());
  return {
    ...real,
    conversation: (sid) => refuse(sid, () => real.conversation(sid)),
    messages: (sid, part) => refuse(sid, () => real.messages(sid, part)),
  };
};

describe('a conversation of which Twilio will never tell', () => {
  it.each([
    new GatewayError('upstream_rejected', 'Twilio rejects it.'),
    new GatewayError('internal', 'nobody foresaw it'),
    new TypeError('a bug'),
  ])('keeps no other from being compared: %s', async (thrown) => {
    await test.create().run();
    const refused = await text('+14155550132');
    const other = await text('+14155550133');
    test.time.advance(MINUTE);
    const reconciliation = test.create({ history: refusing(refused.conversationSid, thrown) });
    expect(await reconciliation.run()).toMatchObject({ conversations: 2, refused: 1 });
    expect(await test.keysOf(other.conversationSid)).toContain(`onMessageAdded:${other.messageSid}`);
    expect(reconciliation.status()).toMatchObject({ state: 'idle', refused: 1 });
    expect(test.logged).toContain('a conversation cannot be compared with Twilio');
  });

  it('is passed over as well where it is asked for by name', async () => {
    const { conversationSid } = await text('+14155550132');
    await test.kept.store.inbox.accept({ key: 'k', lane: 'l', conversationSid, kind: 'routing', payload: '{}' });
    test.time.advance(30 * MINUTE);
    await test.create().run();
    test.time.advance(MINUTE);
    const unlisted: ConversationHistory = {
      ...refusing(conversationSid, new GatewayError('upstream_rejected', 'no')),
      conversations: () => Promise.resolve({ items: [] }),
    };
    expect(await test.create({ history: unlisted }).run()).toMatchObject({ conversations: 1, refused: 1 });
  });

  it.each(['upstream_failed', 'upstream_refused', 'store_unavailable'] satisfies ErrorCode[])(
    'is not taken for one that fails with %s',
    async (code) => {
      await test.create().run();
      const { conversationSid } = await text('+14155550132');
      test.time.advance(MINUTE);
      const run = test.create({ history: refusing(conversationSid, new GatewayError(code, 'for now')) }).run();
      await expect(run).rejects.toMatchObject({ code });
    },
  );
});

describe('many messages that have to be asked for by name', () => {
  it('have their turn, a share at each look', async () => {
    const sids = Array.from({ length: 45 }, (_, n) => `IM${String(n).padStart(32, '0')}`);
    await test.create().run();
    const { conversationSid } = await text('+14155550132');
    const accept = acceptEvent(test.kept.store);
    const about = { EventType: 'onMessageAdded', ConversationSid: conversationSid, DateCreated: test.time.clock.now().toISOString() };
    for (const [index, MessageSid] of sids.entries()) await accept({ ...about, MessageSid, Index: String(index), Body: 'x' });
    const there: ConversationHistory = { ...history(), hasMessage: (_sid, sid) => (askedFor.push(sid), Promise.resolve(true)) };
    const askedFor: string[] = [];
    const reconciliation = test.create({ history: there });
    for (let look = 0; look < 3; look++) {
      test.time.advance(MINUTE);
      await reconciliation.run();
    }
    expect(askedFor).toHaveLength(60);
    expect(new Set(askedFor)).toEqual(new Set(sids));
  });
});
