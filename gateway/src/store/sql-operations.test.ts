import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, claimAll, claimOne, entry, fillOutbox, nextKeys, publishAndConfirm, settleNext } from './testing/entries.ts';

const AUDIT = { who: 'pat', action: 'discard', subject: 'outbox:IM1' } as const;
const MARA = '+15550100111';

describe.each(ENGINES)('what operators do on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  const buryActivity = async (key: string, change: Parameters<typeof activity>[0] = {}) => {
    await fillOutbox(kept.store, [activity({ key, ...change })]);
    await settleNext(kept.store, { dedupeKey: key, outcome: 'dead', reason: 'refused' });
  };
  const ids = async () => (await kept.store.deadLetters.list({ limit: 100 })).letters.map((letter) => letter.id);

  it('lists dead letters of both queues by age, page by page', async () => {
    for (const number of [1, 2, 3]) {
      await kept.store.inbox.acceptDead(entry({ key: `in:${number}` }), 'unreadable');
      await buryActivity(`out${number}`);
      if (number !== 2) kept.time.advance(1);
    }
    const pages: string[][] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await kept.store.deadLetters.list({ limit: 2, ...(after !== undefined && { after }) });
      pages.push(page.letters.map((letter) => letter.id));
      after = page.next;
      more = after !== undefined;
    }
    const expected = [
      ['inbox:in:1', 'outbox:out1'],
      ['inbox:in:2', 'inbox:in:3'],
      ['outbox:out2', 'outbox:out3'],
    ];
    expect(pages).toEqual(expected);
    await expect(kept.store.deadLetters.list({ limit: 1, after: 'nonsense' })).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('shows what is in a dead letter', async () => {
    await kept.store.inbox.acceptDead(entry({ key: 'in:1', taskKey: 'IM9', payload: 'not json' }), 'unreadable');
    const letter = await kept.store.deadLetters.show('inbox:in:1');
    expect(letter).toMatchObject({
      queue: 'inbox',
      kind: 'onMessageAdded',
      taskKey: 'IM9',
      attempts: 0,
      reason: 'unreadable',
      payload: 'not json',
    });
    expect(await kept.store.deadLetters.show('inbox:nothing')).toBeUndefined();
    expect(await kept.store.deadLetters.show('nonsense')).toBeUndefined();
  });

  it('replays a dead letter as if new, at its old place, and says who did', async () => {
    await kept.store.inbox.accept(entry({ key: 'first' }));
    await kept.store.inbox.accept(entry({ key: 'second' }));
    const claimed = await claimOne(kept.store);
    await kept.store.workQueue.bury(claimed, 'no');
    await kept.store.workQueue.release(claimed.claim);
    const audit = { who: 'pat', action: 'replay', subject: 'inbox:first' } as const;
    expect(await kept.store.deadLetters.replay('inbox:first', audit)).toBe(true);
    expect(await kept.store.deadLetters.replay('inbox:first', audit)).toBe(false);
    expect(await claimOne(kept.store)).toMatchObject({ key: 'first', attempts: 0, faults: 0 });
    expect(await kept.store.auditLog.recent(10)).toEqual([{ at: kept.time.clock.now(), ...audit }]);

    await buryActivity('a1', { index: 1 });
    await fillOutbox(kept.store, [activity({ key: 'a2', index: 2 })]);
    expect(await kept.store.deadLetters.replay('outbox:a1', audit)).toBe(true);
    expect(await nextKeys(kept.store)).toEqual(['a1', 'a2']);
  });

  it('discards a message for good, and a change of one without its Task', async () => {
    await buryActivity('IM1');
    await buryActivity('IM2/edit', { kind: 'edit' });
    expect(await kept.store.deadLetters.discard('outbox:IM1', AUDIT)).toBe(true);
    expect(await kept.store.deadLetters.discard('outbox:IM2/edit', AUDIT)).toBe(true);
    expect(await kept.store.deadLetters.discard('outbox:IM1', AUDIT)).toBe(false);
    expect(await ids()).toEqual([]);
    expect(await kept.store.tombstones.among(['IM1', 'IM2/edit'])).toEqual(new Set(['IM1']));
    expect(await kept.store.auditLog.recent(10)).toHaveLength(2);
    await fillOutbox(kept.store, [activity({ key: 'IM1', dedupeKey: 'again' })]);
    expect(await nextKeys(kept.store)).toEqual([]);
  });

  it('erases a customer from every corner, and from nowhere else', async () => {
    const { store } = kept;
    await store.memory.learn({ conversationSid: 'CH1', customerAddress: MARA });
    await store.decisions.keep({ conversationSid: 'CH1', reason: 'ana@x owns Mara Quist.' });
    await fillOutbox(store, [activity({ key: 'done' })]);
    await publishAndConfirm(store, 'done');
    await fillOutbox(store, [activity({ key: 'waiting' }), activity({ key: 'elsewhere', conversationSid: 'CH2', customerAddress: MARA })]);
    await buryActivity('buried', { conversationSid: 'CH3', customerAddress: MARA });
    await store.inbox.accept(
      entry({ key: 'in', conversationSid: 'CH4', lane: 'CH4', taskKey: 'IM4', payload: JSON.stringify({ Author: MARA }) }),
    );
    await store.inbox.acceptDead(entry({ key: 'odd', conversationSid: '', payload: JSON.stringify({ From: MARA }) }), 'unreadable');
    await store.inbox.accept(entry({ key: 'quoting', conversationSid: 'CH5', lane: 'CH5', payload: JSON.stringify({ Body: MARA }) }));
    await fillOutbox(store, [activity({ key: 'other', conversationSid: 'CH6', customerAddress: '+15550100112' })]);

    const audit = { who: 'pat', action: 'purge', subject: 'address …11' } as const;
    expect(await store.erasure.erase({ address: MARA }, audit)).toEqual({ conversations: 4, entries: 2, activities: 3 });

    expect(await nextKeys(store)).toEqual(['other']);
    expect((await claimAll(store)).map((claim) => claim.lane)).toEqual(['CH5']);
    expect(await ids()).toEqual([]);
    expect(await store.memory.recall('CH1')).toBeUndefined();
    expect(await store.decisions.recall('CH1')).toBeUndefined();
    const keys = ['done', 'waiting', 'elsewhere', 'buried', 'IM4', 'other'];
    expect(await store.tombstones.among(keys)).toEqual(new Set(keys.slice(0, 5)));
    expect(await store.inbox.accept(entry({ key: 'in' }))).toBe('duplicate');
    expect(await store.auditLog.recent(1)).toMatchObject([audit]);
  });

  it.each([
    ['named by the request', MARA, { channel: 'sms', toNumber: MARA }],
    ['named without the channel', `whatsapp:${MARA}`, { channel: 'whatsapp', toNumber: MARA }],
  ])('erases what Salesforce wants to send to a customer, %s, and what says that it failed', async (_how, address, request) => {
    const { store } = kept;
    const send = (key: string, payload: object) =>
      entry({ key: `send:${key}`, lane: `send/${key}`, conversationSid: '', payload: JSON.stringify(payload) });
    const text = `Call ${MARA}`;
    await store.inbox.accept(send('named', { request: { ...request, text } }));
    await store.inbox.accept(send('addressed', { request: { channel: request.channel, text } }));
    await store.inbox.accept(send('other', { request: { channel: request.channel, toNumber: '+15550100112', text: MARA } }));
    await store.inbox.accept(send('elsewhere', { request: { ...request, channel: request.channel === 'sms' ? 'whatsapp' : 'sms' } }));
    const digests = ['named', 'addressed', 'other', 'refused'].map((clientKey) => ({ clientKey, digest: 'd' }));
    await store.sendResults.open(digests);
    for (const key of ['addressed', 'refused']) await store.sendResults.addressed(key, address);
    await store.sendResults.settle('refused', {
      digest: 'd',
      result: { status: 'refused', clientKey: 'refused', code: 'no_number', message: `${MARA} is no number.` },
    });
    await fillOutbox(store, [
      activity({ key: 'send-refused', conversationSid: '', customerAddress: address }),
      activity({ key: 'send-other', conversationSid: '', customerAddress: '+15550100112' }),
    ]);

    const audit = { who: 'pat', action: 'purge', subject: 'address …11' } as const;
    expect(await store.erasure.erase({ address }, audit)).toEqual({ conversations: 0, entries: 2, activities: 1 });

    expect((await claimAll(store)).map((claim) => claim.lane).sort()).toEqual(['send/elsewhere', 'send/other']);
    const refusal = { status: 'refused', code: 'rejected', message: 'It was erased before it was sent.' };
    for (const key of ['addressed', 'refused']) expect((await store.sendResults.find(key))?.result).toMatchObject(refusal);
    expect(await store.sendResults.note('addressed', { digest: 'd', conversationSid: 'CH1', doubtMs: 0 })).toBe(false);
    expect(await store.sendResults.find('other')).toEqual({ digest: 'd' });
    expect(await nextKeys(store)).toEqual(['send-other']);
    await fillOutbox(store, [activity({ key: 'send-addressed', conversationSid: '' })]);
    expect(await nextKeys(store)).toEqual(['send-other']);
  });

  it('erases a conversation, and writes that down though nothing was found', async () => {
    await fillOutbox(kept.store, [activity({ key: 'IM1' }), activity({ key: 'IM2', conversationSid: 'CH2' })]);
    const audit = { who: 'pat', action: 'purge', subject: 'conversation' } as const;
    expect(await kept.store.erasure.erase({ conversationSid: 'CH1' }, audit)).toEqual({ conversations: 1, entries: 0, activities: 1 });
    expect(await kept.store.erasure.erase({ address: '+15550199999' }, audit)).toEqual({ conversations: 0, entries: 0, activities: 0 });
    expect(await nextKeys(kept.store)).toEqual(['IM2']);
    expect(await kept.store.auditLog.recent(10)).toHaveLength(2);
  });
});
