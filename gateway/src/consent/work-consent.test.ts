import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError } from '../errors.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { memoryConversations } from '../testing/memory-conversations.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { consentEntry, type ConsentNews } from './consent-entry.ts';
import { consentGuard } from './consent-guard.ts';
import { consentOf } from './consent-of.ts';
import type { ConsentPair } from './consent-words.ts';
import type { ConsentRecord, Consents } from './consents.ts';
import { newsInEvent } from './news-in-event.ts';
import { workConsent } from './work-consent.ts';

const CH = `CH${'1'.repeat(32)}`;
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
    write: (_pair, { status, saidAt, source }) => {
      const failure = org.failure ?? org.failing.next;
      org.failing.next = undefined;
      if (failure) return Promise.reject(failure);
      if (org.record?.changedAt && org.record.changedAt > saidAt) return Promise.resolve();
      org.record = { status, changedAt: saidAt, ...(source !== undefined && { source }) };
      return Promise.resolve();
    },
  };
  let ticks = 0;
  const { consentWords: words, memory } = kept.store;
  const consent = consentOf({ words, consents });
  const work = workConsent({
    ...{ words, consents, consent, memory },
    directory: memoryDirectory([{ id: '003A', name: 'Mara Quist', worker: 'ana@x', phones: [MARA] }]),
    conversations: memoryConversations({ sid: CH, attributes: {} }).api,
    defaultWorker: undefined,
    clock: { now: () => new Date(Date.UTC(2026, 10, 21, 12, 0, ticks++)) },
  });
  const guard = consentGuard({ consent });
  const objection = () => guard({ ...PAIR, content: 'text', conversationSid: CH });
  return { org, work, objection };
}

let messages = 0;
const news = (meaning: ConsentNews['meaning'], second: number, more: object = {}): ConsentNews => ({
  ...{ conversationSid: CH, messageSid: `IM${String(messages++).padStart(32, '0')}`, meaning, from: MARA, index: second, by: 'WORD' },
  saidAt: new Date(Date.UTC(2026, 10, 21, 9, 0, second)).toISOString(),
  ...more,
});

describe('what a customer says of messages', () => {
  it('counts at once, also while the org is down; then the org has it, and the record shows it', async () => {
    const { org, work, objection } = setUp();
    org.failure = new GatewayError('upstream_failed', 'down');
    const stop = news('stop', 1, { by: 'STOP' });
    await expect(work(stop)).rejects.toThrow('down');
    expect(await objection()).toMatchObject({ code: 'opted_out' });
    org.failure = undefined;
    const [activity] = await work(stop);
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
      const { org, work } = setUp();
      if (meaning === 'agree') await work(news('stop', 1));
      // Nobody told when: each attempt takes the moment for another.
      const told = news(meaning, 2, { saidAt: undefined });
      org.failing.next = new GatewayError('upstream_failed', 'down');
      await expect(work(told)).rejects.toThrow('down');
      await work(told);
      expect(org.record).toMatchObject({ status: meaning === 'refused' ? 'opted-out' : 'opted-in' });
      expect((await kept.store.consentWords.of(PAIR))?.isWritten).toBe(true);
      await forgetAll();
    }
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

describe('what an event says of consent', () => {
  const sids = { ConversationSid: CH, MessageSid: `IM${'2'.repeat(32)}` };
  const added = { EventType: 'onMessageAdded', ...sids, Author: MARA, Body: 'Stop', Index: '3', DateCreated: '2026-11-21T09:00:00.123Z' };
  const said = (params: object) => newsInEvent(JSON.stringify(params));

  it('is a keyword from a phone, with its place in time', () => {
    expect(said(added)).toMatchObject({ meaning: 'stop', from: MARA, index: 3, saidAt: '2026-11-21T09:00:00.123Z', by: 'STOP' });
    expect(said({ ...added, Author: `whatsapp:${MARA}` })?.from).toBe(`whatsapp:${MARA}`);
    expect(said({ ...added, Body: 'ARRET', OptOutType: 'STOP' })).toMatchObject({ meaning: 'stop', by: 'ARRET' });
  });

  it.each([
    ['a rep', { ClientIdentity: 'ana@x', Author: 'ana@x' }],
    ['a rep by REST', { Author: 'ana@x' }],
    ['HELP', { Body: 'help' }],
    ['a sentence', { Body: 'please stop by tomorrow' }],
    ['a picture', { Body: undefined }],
  ])('is nothing of %s', (_what, change) => {
    expect(said({ ...added, ...change })).toBeUndefined();
  });

  it.each([
    ['21610', 'refused'],
    ['63014', 'refused'],
    ['30005', undefined],
    ['0', undefined],
  ])('of a receipt with %s is %p', (ErrorCode, meaning) => {
    const receipt = { EventType: 'onDeliveryUpdated', ...sids, Status: 'failed', ErrorCode, DateCreated: '2026-11-21T09:00:00Z' };
    expect(said(receipt)?.meaning).toBe(meaning);
  });

  it('is one entry for a message and one for its refusal, apart from the message', () => {
    const word = consentEntry(news('stop', 1, { messageSid: 'IM1' }));
    const refusal = consentEntry(news('refused', 1, { messageSid: 'IM1' }));
    expect([word.key, refusal.key]).toEqual(['consent:IM1', 'consent:IM1:refused']);
    expect(word.lane).not.toBe(CH);
  });
});
