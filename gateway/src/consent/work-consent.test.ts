import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError } from '../errors.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { memoryConversations } from '../testing/memory-conversations.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { readConsentNews, type ConsentNews, type TimedNews } from './consent-entry.ts';
import { consentGuard } from './consent-guard.ts';
import { consentOf } from './consent-of.ts';
import type { ConsentPair } from './consent-words.ts';
import type { ConsentRecord, Consents } from './consents.ts';
import { hearingInbox } from './hearing-inbox.ts';
import { workConsent } from './work-consent.ts';

const CH = `CH${'1'.repeat(32)}`;
const OTHER = `CH${'3'.repeat(32)}`;
const MARA = '+14155550132';
const OURS = '+14155550100';
const PAIR: ConsentPair = { customer: { channel: 'sms', number: MARA }, business: { channel: 'sms', number: OURS } };

let kept: TestStore;
async function begin() {
  const [sqlite] = IN_PROCESS;
  if (!sqlite) throw new Error('there is always SQLite');
  kept = await sqlite.open();
  await kept.store.memory.learn({ conversationSid: CH, customerAddress: MARA, businessAddress: OURS });
}
async function forgetAll() {
  await kept.destroy();
  await begin();
}
beforeEach(begin);
afterEach(() => kept.destroy());

/** An org that keeps the latest word, as the real one does. */
function setUp() {
  const org = {
    record: undefined as ConsentRecord | undefined,
    failure: undefined as Error | undefined,
    failing: { next: undefined as Error | undefined },
  };
  const consents: Consents = {
    of: () => (org.failure ? Promise.reject(org.failure) : Promise.resolve(org.record)),
    write: (_pair, { status, saidAt, source, wasWritten = false }) => {
      const failure = org.failure ?? org.failing.next;
      org.failing.next = undefined;
      if (failure) return Promise.reject(failure);
      const changedAt = org.record?.changedAt;
      if (wasWritten ? !changedAt || changedAt >= saidAt : changedAt && changedAt > saidAt) return Promise.resolve();
      org.record = { status, changedAt: saidAt, ...(source !== undefined && { source }) };
      return Promise.resolve();
    },
  };
  let ticks = 0;
  const { consentWords: words, memory } = kept.store;
  const consent = consentOf({ words, consents });
  const handed: InboxEntry[] = [];
  const twilio = memoryConversations({ sid: CH, attributes: {} });
  const workEntry = workConsent({
    ...{ words, consents, consent, memory },
    inbox: {
      accept: (entry) => {
        handed.push(entry);
        return Promise.resolve('stored');
      },
    },
    directory: memoryDirectory([{ id: '003A', name: 'Mara Quist', worker: 'ana@x', phones: [MARA] }]),
    conversations: twilio.api,
    defaultWorker: undefined,
    clock: { now: () => new Date(Date.UTC(2026, 10, 21, 12, 0, ticks++)) },
  });
  /** Hears the news; what is left is to write them. */
  const hear = async (told: ConsentNews) => {
    expect(await workEntry(told)).toEqual([]);
    const entry = handed.find(({ key }) => key.includes(told.messageSid));
    if (!entry) throw new Error('nothing was handed on');
    return { entry, write: () => workEntry(readConsentNews(entry.payload)) };
  };
  const work = async (told: ConsentNews) => (await hear(told)).write();
  const guard = consentGuard({ consent });
  const objection = () => guard({ ...PAIR, content: 'text', conversationSid: CH });
  return { org, twilio, work, hear, objection };
}

let messages = 0;
const news = (meaning: ConsentNews['meaning'], second: number, more: Partial<TimedNews> = {}): TimedNews => ({
  ...{ conversationSid: CH, messageSid: `IM${String(messages++).padStart(32, '0')}`, meaning, from: MARA, index: second, by: 'WORD' },
  saidAt: new Date(Date.UTC(2026, 10, 21, 9, 0, second)).toISOString(),
  ...more,
});

describe('what a customer says of messages', () => {
  it('counts at once, also while the org is down; then the org has it, and the record shows it', async () => {
    const { org, hear, objection } = setUp();
    org.failure = new GatewayError('upstream_failed', 'down');
    const stop = news('stop', 1, { by: 'STOP' });
    const heard = await hear(stop);
    expect(await objection()).toMatchObject({ code: 'opted_out' });
    await expect(heard.write()).rejects.toThrow('down');
    org.failure = undefined;
    const [activity] = await heard.write();
    expect(activity).toMatchObject({
      key: `${stop.messageSid}-consent`,
      kind: 'consent',
      subject: 'Mara Quist wants no more messages from +1 415 555 0100',
      whoId: '003A',
      ownerId: '005-ana@x',
    });
    expect(org.record).toMatchObject({ status: 'opted-out', source: 'The customer texted "STOP".' });
    expect((await objection())?.message).toContain('since 2026-11-21 (The customer texted "STOP")');
  });

  it('reaches the org also when the first attempt to write it fails, whatever told of it', async () => {
    for (const meaning of ['refused', 'agree'] as const) {
      const { org, work, hear } = setUp();
      if (meaning === 'agree') await work(news('stop', 1));
      const told = await hear(news(meaning, 2));
      org.failing.next = new GatewayError('upstream_failed', 'down');
      await expect(told.write()).rejects.toThrow('down');
      await told.write();
      expect(org.record).toMatchObject({ status: meaning === 'refused' ? 'opted-out' : 'opted-in' });
      expect((await kept.store.consentWords.of(PAIR))?.isWritten).toBe(true);
      await forgetAll();
    }
  });

  it.each(['start', 'agree', 'refused'] as const)(
    'waits for nothing that was said before: not for a %s that the org does not take',
    async (meaning) => {
      const { org, hear, objection } = setUp();
      org.failure = new GatewayError('upstream_refused', 'no right to edit');
      const before = await hear(news(meaning, 1));
      await expect(before.write()).rejects.toThrow('no right');
      const stop = await hear(news('stop', 2));
      expect(before.entry.lane).not.toBe(stop.entry.lane);
      expect(await objection()).toMatchObject({ code: 'opted_out' });
      org.failure = undefined;
      await stop.write();
      await before.write();
      expect(org.record).toMatchObject({ status: 'opted-out', changedAt: new Date('2026-11-21T09:00:02Z') });
    },
  );

  it('waits for no answer of Twilio to an earlier word either', async () => {
    const { twilio, hear, objection } = setUp();
    await kept.store.memory.learn({ conversationSid: OTHER, businessAddress: OURS });
    twilio.state.failures = [new GatewayError('upstream_failed', 'Twilio is down')];
    await hear(news('start', 1, { conversationSid: OTHER }));
    twilio.state.participants = [{ sid: 'MB1', address: MARA, proxyAddress: OURS, attributes: {} }];
    await hear(news('stop', 2, { conversationSid: OTHER }));
    expect(await objection()).toMatchObject({ code: 'opted_out' });
  });

  it('has one moment, however often it is worked, where nobody told when it was said', async () => {
    const { hear } = setUp();
    const untold: ConsentNews = { conversationSid: CH, messageSid: 'IM1', meaning: 'stop', from: MARA, index: 1, by: 'STOP' };
    const { entry, write } = await hear(untold);
    const [first] = await write();
    const [again] = await write();
    expect(first?.occurredAt).toBe(readConsentNews(entry.payload).saidAt);
    expect(again).toEqual(first);
    const accepted: InboxEntry[] = [];
    const accept = (one: InboxEntry) => Promise.resolve(accepted.push(one) > 0 ? ('stored' as const) : ('duplicate' as const));
    const inbox = hearingInbox({ inbox: { ...kept.store.inbox, accept }, clock: { now: () => new Date('2026-11-21T10:00:00Z') } });
    const sids = { ConversationSid: CH, MessageSid: `IM${'2'.repeat(32)}` };
    const payload = JSON.stringify({ EventType: 'onMessageAdded', ...sids, Author: MARA, Body: 'Stop' });
    await inbox.accept({ key: 'k', lane: CH, conversationSid: CH, kind: 'onMessageAdded', payload });
    expect(accepted.map((one) => (one.kind === 'consent' ? readConsentNews(one.payload).saidAt : one.key))).toEqual([
      '2026-11-21T10:00:00.000Z',
      'k',
    ]);
  });

  it.each(['start', 'agree'] as const)('is restored when a %s went over it in an attempt that was lost', async (meaning) => {
    const { org, work, hear } = setUp();
    await work(news('stop', 1));
    const older = await hear(news(meaning, 2));
    await older.write();
    const lost = org.record;
    await work(news('stop', 3));
    // The older write was under way when the newer word was written, went over it, and its process died.
    org.record = lost;
    await older.write();
    expect(org.record).toMatchObject({ status: 'opted-out', changedAt: new Date('2026-11-21T09:00:03Z') });
    // What an admin made of it is not touched.
    org.record = { status: 'opted-in', changedAt: new Date('2026-11-21T09:00:03Z') };
    await older.write();
    expect(org.record.status).toBe('opted-in');
  });

  it('cannot be guessed: where neither a word nor the org tells, whoever sends decides', async () => {
    const { org, objection } = setUp();
    expect(await objection()).toBeUndefined();
    org.failure = new GatewayError('upstream_timeout', 'slow');
    await expect(objection()).rejects.toThrow('slow');
  });

  it('is what an admin makes of it, once the org has it', async () => {
    const { org, work, objection } = setUp();
    await work(news('stop', 1));
    org.record = { status: 'opted-in', changedAt: new Date('2026-11-21T09:00:01Z') };
    expect(await objection()).toBeUndefined();
    // The same news again, after a crash: it is written, and not written again over the edit.
    await work(news('start', 0));
    expect(org.record.status).toBe('opted-in');
  });

  it('is a yes to a question unless it follows a stop, and no news when Twilio refuses what was refused before', async () => {
    const { org, work } = setUp();
    expect(await work(news('agree', 1))).toEqual([]);
    expect(org.record).toBeUndefined();
    await work(news('stop', 2));
    expect(await work(news('refused', 3, { by: '21610' }))).toEqual([]);
    expect(await work(news('agree', 4))).toHaveLength(1);
    expect(org.record).toMatchObject({ status: 'opted-in' });
    expect(await work(news('refused', 5, { by: '21610' }))).toHaveLength(1);
    expect(org.record).toMatchObject({ status: 'opted-out', source: 'Twilio refused a message (error 21610).' });
  });

  it('ends as the last word, in whatever order and however often the words arrive', async () => {
    const word = fc.record({ meaning: fc.constantFrom('stop' as const, 'start' as const), second: fc.integer({ min: 0, max: 50 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { selector: ({ second }) => second, minLength: 1, maxLength: 6 }),
        fc.nat(),
        async (words, seed) => {
          await kept.destroy();
          const [sqlite] = IN_PROCESS;
          if (!sqlite) return;
          kept = await sqlite.open();
          await kept.store.memory.learn({ conversationSid: CH, customerAddress: MARA, businessAddress: OURS });
          const { org, work } = setUp();
          const said = words.map(({ meaning, second }) => news(meaning, second));
          // Two at a time, as two conversations bring them, and one of them twice.
          const arriving = [...said, ...said.slice(0, 1)];
          const at = seed % arriving.length;
          await Promise.all([...arriving.slice(at), ...arriving.slice(0, at)].map((one) => work(one)));
          const last = words.reduce((one, other) => (other.second > one.second ? other : one));
          expect(org.record?.status).toBe(last.meaning === 'stop' ? 'opted-out' : 'opted-in');
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is nobody’s in a chat or a group, nor when we wrote it ourselves', async () => {
    const { work } = setUp();
    expect(await work(news('stop', 1, { from: OURS }))).toEqual([]);
    expect(await kept.store.consentWords.of(PAIR)).toBeUndefined();
  });
});
