import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createSqlErasure } from './sql-erasure.ts';
import type { StoreAccess } from './store-access.ts';
import { activity, claimAll, entry, fillOutbox, nextKeys, publishAndConfirm, published, settleNext } from './testing/entries.ts';
import { RAW_ENGINES, type RawStore } from './testing/raw-engines.ts';

const AUDIT = { who: 'pat', action: 'purge', subject: 'conversation' } as const;

describe.each(RAW_ENGINES)('an erasure during which work goes on, on $name', ({ open }) => {
  let raw: RawStore;
  beforeEach(async () => (raw = await open()));
  afterEach(() => raw.close());

  /** Erases, with something happening after it has looked and before it writes. */
  const eraseWhile = (meanwhile: () => Promise<unknown>) => {
    const write: StoreAccess['write'] = async (work) => {
      await meanwhile();
      return raw.access.write(work);
    };
    return createSqlErasure({ ...raw.access, write }).erase({ conversationSid: 'CH1' }, AUDIT);
  };
  const arrive = (key: string) => fillOutbox(raw.store, [activity({ key })]);

  it.each([
    ['is queued', () => Promise.resolve()],
    ['is published', () => settleNext(raw.store, published('late'))],
    ['becomes a dead letter', () => settleNext(raw.store, { dedupeKey: 'late', outcome: 'dead', reason: 'no' })],
  ])('takes with it what %s meanwhile', async (_how, goOn) => {
    const erased = await eraseWhile(async () => {
      await arrive('late');
      await goOn();
    });
    expect(erased).toMatchObject({ activities: 1 });
    expect(await raw.store.tombstones.among(['late'])).toEqual(new Set(['late']));
    expect(await raw.store.published.due(10)).toEqual([]);
    expect((await raw.store.deadLetters.list({ limit: 10 })).letters).toEqual([]);
  });

  it('takes with it what a gateway has numbered before it looked, and stored after', async () => {
    const erased = await eraseWhile(async () => {
      await arrive('late');
      await sql`update outbox set sequence = -1 where dedupe_key = 'late'`.execute(raw.engine.db);
      await settleNext(raw.store, published('late'));
    });
    expect(erased).toMatchObject({ activities: 1 });
    expect(await raw.store.published.due(10)).toEqual([]);
  });

  it('lets nothing come back that is over by then', async () => {
    await eraseWhile(async () => {
      await arrive('late');
      await publishAndConfirm(raw.store, 'late');
    });
    expect(await raw.store.tombstones.among(['late'])).toEqual(new Set(['late']));
  });
});

describe.each(RAW_ENGINES)('an erasure of somebody who has just opted out, on $name', ({ open }) => {
  let raw: RawStore;
  beforeEach(async () => (raw = await open()));
  afterEach(() => raw.close());

  it('leaves the word to be heard and written, and takes the message', async () => {
    const { store } = raw;
    await store.inbox.accept(entry({ key: 'consent:IM1', lane: 'CH1/consent', kind: 'consent', payload: '{"meaning":"stop"}' }));
    await store.inbox.accept(entry({ key: 'onMessageAdded:IM1', lane: 'CH1', payload: '{"Body":"STOP"}' }));
    expect(await createSqlErasure(raw.access).erase({ conversationSid: 'CH1' }, AUDIT)).toMatchObject({ entries: 1 });
    const left = await Promise.all((await claimAll(store)).map((claim) => store.workQueue.next(claim)));
    expect(left.map((waiting) => waiting?.key)).toEqual(['consent:IM1']);
  });
});

describe.each(RAW_ENGINES)('the erasure of a record, on $name', ({ open }) => {
  let raw: RawStore;
  beforeEach(async () => (raw = await open()));
  afterEach(() => raw.close());

  const MARA = '003000000000001AAA';
  // Another record: Ids are told apart by their capitals.
  const OTHER = '003000000000abcAAA';
  const ALSO = '003000000000ABCAA4';
  const erase = (...recordIds: string[]) => createSqlErasure(raw.access).erase({ recordIds }, AUDIT);
  const send = (clientKey: string, recordId: string) =>
    entry({ key: `send:${clientKey}`, lane: `send/${recordId}`, conversationSid: '', kind: 'send', payload: `{"text":"${clientKey}"}` });

  it('takes its conversations, whoever told of them, and nothing of another', async () => {
    const { store } = raw;
    await store.memory.learn({ conversationSid: 'CH1', customerId: MARA, customerAddress: '+14155550132' });
    await store.memory.learn({ conversationSid: 'CH4', customerId: OTHER });
    await fillOutbox(store, [
      activity({ key: 'known' }),
      activity({ key: 'named', conversationSid: 'CH2', whoId: MARA }),
      activity({ key: 'related', conversationSid: 'CH3', whatId: MARA }),
      activity({ key: 'other', conversationSid: 'CH4', whoId: OTHER, body: MARA }),
    ]);
    expect(await erase(MARA.slice(0, 15))).toEqual({ conversations: 3, entries: 0, activities: 3 });
    expect(await nextKeys(store)).toEqual(['other']);
    expect(await store.memory.recall('CH1')).toBeUndefined();
    expect(await erase(ALSO)).toEqual({ conversations: 0, entries: 0, activities: 0 });
    expect(await erase(MARA, OTHER)).toEqual({ conversations: 1, entries: 0, activities: 1 });
  });

  it('takes what it was to be sent, without any number known, and what says that it failed', async () => {
    const { store } = raw;
    for (const [key, record] of [
      ['short', MARA.slice(0, 15)],
      ['long', MARA],
      ['other', OTHER],
    ] as const) {
      await store.sendResults.open([{ clientKey: key, digest: 'd' }]);
      await store.inbox.accept(send(key, record));
    }
    await fillOutbox(store, [activity({ key: 'send-failed', conversationSid: '', whoId: MARA })]);
    expect(await erase(MARA)).toEqual({ conversations: 0, entries: 2, activities: 1 });
    expect((await claimAll(store)).map(({ lane }) => lane)).toEqual([`send/${OTHER}`]);
    expect((await store.sendResults.find('long'))?.result).toMatchObject({ status: 'refused', code: 'rejected' });
    expect(await store.sendResults.find('other')).toEqual({ digest: 'd' });
    expect(await store.tombstones.among(['send-short', 'send-long', 'send-failed', 'send-other'])).toEqual(
      new Set(['send-short', 'send-long', 'send-failed']),
    );
  });
});

describe.each(RAW_ENGINES)('the erasure of a record of which a conversation is no longer, on $name', ({ open }) => {
  let raw: RawStore;
  beforeEach(async () => (raw = await open()));
  afterEach(() => raw.close());

  const MARA = '003000000000001AAA';
  const NILS = '003000000000002AAA';
  const PERSON = '001000000000001AAA';
  const erase = (...recordIds: string[]) => createSqlErasure(raw.access).erase({ recordIds }, AUDIT);
  const address = (number: string) => ({ channel: 'whatsapp', number }) as const;
  const file = (key: string, whoId: string) =>
    entry({ key: `media:${key}`, lane: 'CH1/media', conversationSid: 'CH1', kind: 'media', payload: JSON.stringify({ whoId }) });

  it('takes what was recorded on it, and leaves the other its messages, its facts, its window and its words', async () => {
    const { store } = raw;
    const customerAddress = 'whatsapp:+14155550132';
    const pair = { customer: address('+14155550132'), business: address('+14155550100') };
    await store.memory.learn({ conversationSid: 'CH1', customerId: NILS, customerAddress });
    await store.windows.heard(pair, new Date('2026-01-05T09:00:00Z'));
    await fillOutbox(store, [
      activity({ key: 'hers', whoId: MARA }),
      activity({ key: 'hers', dedupeKey: 'hers:edit', kind: 'edit' }),
      activity({ key: 'his', index: 1, whoId: NILS }),
    ]);
    await store.inbox.acceptDead(entry({ key: 'onMessageUpdated:hers', taskKey: 'hers' }), 'no');
    await store.inbox.acceptDead(entry({ key: 'onMessageUpdated:his', taskKey: 'his' }), 'no');
    await store.inbox.acceptDead(file('hers', MARA), 'no');
    await store.inbox.acceptDead(file('his', NILS), 'no');
    expect(await erase(MARA)).toEqual({ conversations: 0, entries: 2, activities: 2 });
    expect(await nextKeys(store)).toEqual(['his']);
    expect(await store.tombstones.among(['hers', 'his'])).toEqual(new Set(['hers']));
    const { letters } = await store.deadLetters.list({ limit: 10 });
    expect(letters.map(({ id }) => id).sort()).toEqual(['inbox:media:his', 'inbox:onMessageUpdated:his']);
    expect(await store.memory.recall('CH1')).toMatchObject({ customerId: NILS, customerAddress });
    expect(await store.windows.of(pair)).toBeDefined();
  });

  it('takes the name out of the decision that it made', async () => {
    const { store } = raw;
    const ownership = (recordId: string) => ({ of: 'record', recordId, ownerId: '005000000000001AAA' }) as const;
    const decision = { worker: 'ana@x', reason: 'ana@x owns Mara Quist, +14155550132.', rule: 'Owners' };
    await store.decisions.keep({ conversationSid: 'CH1', ...decision, ownership: ownership(MARA) });
    await store.decisions.keep({ conversationSid: 'CH2', ...decision, ownership: ownership(NILS) });
    await store.memory.learn({ conversationSid: 'CH1', customerId: NILS });
    expect(await erase(MARA.slice(0, 15))).toEqual({ conversations: 0, entries: 0, activities: 0 });
    const reason = 'Given to ana@x by the rule Owners. What else was known of it has been erased.';
    expect(await store.decisions.recall('CH1')).toEqual({ conversationSid: 'CH1', worker: 'ana@x', reason, rule: 'Owners' });
    expect(await store.decisions.recall('CH2')).toMatchObject({ reason: decision.reason, ownership: ownership(NILS) });
  });

  it('does not take a note about an Account for a conversation with it', async () => {
    const { store } = raw;
    await fillOutbox(store, [
      activity({ key: 'moved', kind: 'note', whatId: PERSON }),
      activity({ key: 'message', index: 1, whoId: NILS }),
      activity({ key: 'about', conversationSid: 'CH2', whatId: PERSON }),
      activity({ key: 'unsaid', conversationSid: 'CH2', index: 1 }),
    ]);
    expect(await erase(PERSON)).toEqual({ conversations: 1, entries: 0, activities: 3 });
    expect(await nextKeys(store)).toEqual(['message']);
  });

  it('looks through the queues once, however many conversations it has', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => activity({ key: `IM${at}`, conversationSid: `CH${at}`, whoId: MARA }));
    await fillOutbox(raw.store, rows);
    let reads = 0;
    const read: StoreAccess['read'] = (query) => ((reads += 1), raw.access.read(query));
    const erased = await createSqlErasure({ ...raw.access, read }).erase({ recordIds: [MARA] }, AUDIT);
    expect(erased).toEqual({ conversations: 300, entries: 0, activities: 300 });
    expect(reads).toBeLessThan(20);
  });
});

describe.each(RAW_ENGINES)('the routing decision of what was erased, on $name', ({ open }) => {
  let raw: RawStore;
  beforeEach(async () => (raw = await open()));
  afterEach(() => raw.close());

  const decide = async (rule?: string) => {
    const ownership = { of: 'record', recordId: '003000000000001AAA', ownerId: '005000000000001AAA' } as const;
    const decision = { conversationSid: 'CH1', worker: 'ana@x', reason: 'ana@x owns Mara Quist.', ownership };
    await raw.store.decisions.keep({ ...decision, ...(rule !== undefined && { rule }) });
  };
  const erase = () => createSqlErasure(raw.access).erase({ conversationSid: 'CH1' }, AUDIT);

  it.each([
    ['Owners', 'Given to ana@x by the rule Owners. What else was known of it has been erased.'],
    [undefined, 'Given to ana@x. What else was known of it has been erased.'],
  ])('still says whose it is, by rule %s, and nothing of the customer', async (rule, reason) => {
    await decide(rule);
    await erase();
    expect(await raw.store.decisions.recall('CH1')).toEqual({ conversationSid: 'CH1', worker: 'ana@x', reason, ...(rule && { rule }) });
    expect(await raw.store.reassignments.followed({ limit: 10 })).toEqual([]);
  });

  it('does not come back with a change that was being made', async () => {
    await decide();
    const standing = await raw.store.reassignments.find('CH1');
    await erase();
    expect(standing && (await raw.store.reassignments.amend(standing, { decision: standing.decision }))).toBe('lost');
  });
});
