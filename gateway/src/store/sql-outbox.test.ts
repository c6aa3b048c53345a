import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, fillOutbox, nextItems, nextKeys, NO_LIMITS, published, settleNext } from './testing/entries.ts';

const refused = (dedupeKey: string) => ({ dedupeKey, outcome: 'retry', delayMs: 1_000, reason: 'Salesforce is busy.' }) as const;

describe.each(ENGINES)('outbox on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('hands activities back as they were made, what they do not say left out', async () => {
    const made = activity({ ownerId: '005000000000001AAA', mediaCount: 2 });
    await fillOutbox(kept.store, [made]);
    expect(await nextItems(kept.store)).toEqual([{ activity: made, attempts: 0 }]);
  });

  it('orders a conversation by the message index, then by arrival, and puts what has no index first', async () => {
    await fillOutbox(kept.store, [activity({ key: 'IM10', index: 10 }), activity({ key: 'IM9', index: 9 })]);
    const { index, ...note } = activity({ key: 'note', kind: 'note' });
    expect(index).toBe(0);
    await fillOutbox(kept.store, [activity({ key: 'IM10', dedupeKey: 'IM10/delivered', kind: 'status', index: 10 }), note]);
    expect(await nextKeys(kept.store)).toEqual(['note', 'IM9', 'IM10', 'IM10/delivered']);
  });

  it('never takes the same happening twice, not even after it was published', async () => {
    await fillOutbox(kept.store, [activity(), activity()]);
    expect(await nextKeys(kept.store)).toEqual(['IM1']);
    await settleNext(kept.store, published('IM1'));
    await fillOutbox(kept.store, [activity({ body: 'changed' })]);
    expect(await nextKeys(kept.store)).toEqual([]);
  });

  it('skips a conversation whole while its first activity is put off', async () => {
    await fillOutbox(kept.store, [activity({ key: 'a1', index: 1 }), activity({ key: 'a2', index: 2 })]);
    await fillOutbox(kept.store, [activity({ key: 'b1', conversationSid: 'CH2' })]);
    await settleNext(kept.store, refused('a1'));
    expect(await nextKeys(kept.store)).toEqual(['b1']);
    kept.time.advance(1_000);
    expect((await nextKeys(kept.store)).sort()).toEqual(['a1', 'a2', 'b1']);
  });

  it('stops at an activity that is put off behind others', async () => {
    const indices = [1, 2, 3];
    await fillOutbox(
      kept.store,
      indices.map((index) => activity({ key: `a${index}`, index })),
    );
    await settleNext(kept.store, refused('a2'));
    expect(await nextKeys(kept.store)).toEqual(['a1']);
    kept.time.advance(1_000);
    const [, second] = await nextItems(kept.store);
    expect(second).toMatchObject({ activity: { dedupeKey: 'a2' }, attempts: 1 });
  });

  it('sets a dead letter aside and goes on with the conversation', async () => {
    await fillOutbox(kept.store, [activity({ key: 'a1', index: 1 }), activity({ key: 'a2', index: 2 })]);
    await settleNext(kept.store, { dedupeKey: 'a1', outcome: 'dead', reason: 'Salesforce refuses the field.' });
    expect(await nextKeys(kept.store)).toEqual(['a2']);
    expect((await kept.store.backlog.counts()).outbox).toMatchObject({ ready: 1, dead: 1 });
  });

  it('shares a batch among the conversations, and gives the rest to the next', async () => {
    await fillOutbox(
      kept.store,
      Array.from({ length: 9 }, (_, index) => activity({ key: `a${index}`, index })),
    );
    await fillOutbox(kept.store, [
      activity({ key: 'b0', conversationSid: 'CH2' }),
      activity({ key: 'b1', conversationSid: 'CH2', index: 1 }),
    ]);
    const first = await nextKeys(kept.store, { ...NO_LIMITS, maxEvents: 4 });
    expect(first.sort()).toEqual(['a0', 'a1', 'b0', 'b1']);
    await settleNext(kept.store, ...first.map(published));
    expect(await nextKeys(kept.store, { ...NO_LIMITS, maxEvents: 4 })).toEqual(['a2', 'a3', 'a4', 'a5']);
  });

  it('ends a batch before it grows too large, but never hands out nothing', async () => {
    const body = 'é'.repeat(1_000);
    await fillOutbox(
      kept.store,
      [0, 1, 2].map((index) => activity({ key: `a${index}`, index, body })),
    );
    expect(await nextKeys(kept.store, { ...NO_LIMITS, maxBytes: 5_000 })).toEqual(['a0', 'a1']);
    expect(await nextKeys(kept.store, { ...NO_LIMITS, maxBytes: 10 })).toEqual(['a0']);
  });

  it('hands out again after a restart what was not marked as published', async () => {
    await fillOutbox(kept.store, [activity({ key: 'a1', index: 1 }), activity({ key: 'a2', index: 2 })]);
    expect(await nextKeys(kept.store)).toEqual(['a1', 'a2']);
    await settleNext(kept.store, published('a1'));
    await kept.reopen();
    expect(await nextKeys(kept.store)).toEqual(['a2']);
  });
});
