import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, fillOutbox, nextItems, nextKeys, published, settleNext } from './testing/entries.ts';

describe.each(ENGINES)('activities that wait for their receipt on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  const now = () => kept.time.clock.now();
  const dueKeys = async (limit = 200) => (await kept.store.published.due(limit)).map((due) => due.activity.dedupeKey);
  const waiting = () => kept.store.waitingReceipts.count();
  const publish = async (...keys: readonly string[]) => {
    await fillOutbox(
      kept.store,
      keys.map((key) => activity({ key, conversationSid: `CH-${key}` })),
    );
    await settleNext(kept.store, ...keys.map(published));
  };

  it('keep what they say until Salesforce knows them', async () => {
    await publish('IM1');
    kept.time.advance(3_000);
    const [due] = await kept.store.published.due(10);
    const about = { activity: activity({ key: 'IM1', conversationSid: 'CH-IM1' }), replayId: 'AAAB', republished: 0 };
    expect(due).toEqual({ ...about, ageMs: 3_000, firstAgeMs: 3_000 });
    expect(await waiting()).toEqual({ waiting: 1, oldestAgeMs: 3_000 });
    await kept.store.published.settle([{ dedupeKey: 'IM1', key: 'IM1', fate: 'task' }]);
    expect(await dueKeys()).toEqual([]);
    expect(await waiting()).toEqual({ waiting: 0, oldestAgeMs: 0 });
    await publish('IM1');
    expect(await dueKeys()).toEqual([]);
  });

  it('are asked for when their time has come, longest waiting first', async () => {
    await fillOutbox(kept.store, [activity({ key: 'late' }), activity({ key: 'soon', index: 1 })]);
    await settleNext(kept.store, { ...published('late'), askInMs: 5_000 }, { ...published('soon'), askInMs: 1_000 });
    expect(await dueKeys()).toEqual([]);
    kept.time.advance(1_000);
    expect(await dueKeys()).toEqual(['soon']);
    await kept.store.published.askLater(['soon'], 10_000);
    kept.time.advance(4_000);
    expect(await dueKeys()).toEqual(['late']);
    kept.time.advance(6_000);
    expect(await dueKeys()).toEqual(['late', 'soon']);
    expect(await dueKeys(1)).toEqual(['late']);
  });

  it('are settled one by one, whatever else there is of the key', async () => {
    await fillOutbox(kept.store, [activity({ key: 'IM1' }), activity({ key: 'IM1', dedupeKey: 'IM1/edit', kind: 'edit' })]);
    await settleNext(kept.store, published('IM1'), published('IM1/edit'));
    await kept.store.published.settle([{ dedupeKey: 'IM1', key: 'IM1', fate: 'task' }]);
    expect(await dueKeys()).toEqual(['IM1/edit']);
    await kept.store.published.settle([{ dedupeKey: 'IM1/edit', key: 'IM1', fate: 'failed' }]);
    expect(await waiting()).toMatchObject({ waiting: 0 });
  });

  it('that wait to be published again are not settled by an answer about the last time', async () => {
    await publish('IM1');
    await kept.store.published.publishAgain('IM1');
    await kept.store.published.settle([{ dedupeKey: 'IM1', key: 'IM1', fate: 'task' }]);
    expect(await nextKeys(kept.store)).toEqual(['IM1']);
  });

  it('know since when they have been published, until an operator begins anew', async () => {
    await publish('IM1');
    kept.time.advance(60_000);
    await kept.store.published.publishAgain('IM1');
    await settleNext(kept.store, published('IM1'));
    kept.time.advance(5_000);
    expect(await kept.store.published.due(1)).toMatchObject([{ ageMs: 5_000, firstAgeMs: 65_000, republished: 1 }]);
    await kept.store.published.bury('IM1', 'lost');
    await kept.store.deadLetters.replay('outbox:IM1', { who: 'Ada', action: 'replay', subject: 'outbox:IM1' });
    await settleNext(kept.store, published('IM1'));
    expect(await kept.store.published.due(1)).toMatchObject([{ ageMs: 0, firstAgeMs: 0, republished: 0 }]);
  });

  it('are published again at their old place, and counted', async () => {
    await fillOutbox(kept.store, [activity({ key: 'a1', index: 1 }), activity({ key: 'a2', index: 2 })]);
    await settleNext(kept.store, published('a1'));
    await kept.store.published.publishAgain('a1');
    expect(await nextKeys(kept.store)).toEqual(['a1', 'a2']);
    await settleNext(kept.store, published('a1'));
    expect(await kept.store.published.due(10)).toMatchObject([{ republished: 1 }]);
  });

  it('are published again although retention has forgotten that their conversation ever published', async () => {
    await publish('IM1');
    await kept.store.retention.purgeDone(now());
    await kept.store.published.publishAgain('IM1');
    expect(await nextKeys(kept.store)).toEqual(['IM1']);
  });

  it('become dead letters that keep what they say', async () => {
    await publish('IM1');
    await kept.store.published.bury('IM1', 'Published for three days; Salesforce does not know it.');
    expect(await dueKeys()).toEqual([]);
    expect((await kept.store.backlog.counts()).outbox.dead).toBe(1);
    expect(await kept.store.deadLetters.show('outbox:IM1')).toMatchObject({ payload: { key: 'IM1', body: 'Good morning' } });
  });

  it.each(['deleted', 'erased'] as const)('never come back once the Task is %s, nor does what waits of it', async (fate) => {
    await publish('IM1');
    await fillOutbox(kept.store, [activity({ key: 'IM1', dedupeKey: 'IM1/edit', kind: 'edit', conversationSid: 'CH-IM1' })]);
    await kept.store.published.settle([{ dedupeKey: 'IM1', key: 'IM1', fate }]);
    expect(await nextKeys(kept.store)).toEqual([]);
    await fillOutbox(kept.store, [activity({ key: 'IM1', dedupeKey: 'IM1/again', kind: 'edit' }), activity({ key: 'IM2' })]);
    expect(await nextKeys(kept.store)).toEqual(['IM2']);
    expect(await kept.store.tombstones.among(['IM1', 'IM2'])).toEqual(new Set(['IM1']));
    expect(await waiting()).toMatchObject({ waiting: 0 });
  });

  it('are not forgotten, however long they wait', async () => {
    await publish('IM1');
    kept.time.advance(400 * 86_400_000);
    await kept.store.retention.purgeDone(now());
    expect(await dueKeys()).toEqual(['IM1']);
  });

  it('go with a tombstone that anybody sets', async () => {
    await publish('IM1');
    await fillOutbox(kept.store, [activity({ key: 'IM2' })]);
    await kept.store.tombstones.add(['IM1', 'IM2', 'IM2'], 'discarded');
    expect([await dueKeys(), await nextKeys(kept.store)]).toEqual([[], []]);
  });

  it('of a message that waits, only the furthest delivery status is kept', async () => {
    const status = (deliveryStatus: string, key = 'IM1') =>
      activity({ key, dedupeKey: `${key}/${deliveryStatus}`, kind: 'status', deliveryStatus, index: 1 });
    await fillOutbox(kept.store, [status('sent')]);
    await fillOutbox(kept.store, [status('read'), status('sent', 'IM2')]);
    await fillOutbox(kept.store, [status('delivered')]);
    expect(await nextKeys(kept.store)).toEqual(['IM1/read', 'IM2/sent']);
    await fillOutbox(kept.store, [status('failed'), status('sent')]);
    expect(await nextKeys(kept.store)).toEqual(['IM2/sent', 'IM1/failed']);
    await fillOutbox(kept.store, [status('undelivered')]);
    expect(await nextKeys(kept.store)).toEqual(['IM2/sent', 'IM1/failed']);
  });

  it('leave a status alone whose conversation is being published', async () => {
    const status = (deliveryStatus: string) => activity({ dedupeKey: deliveryStatus, kind: 'status', deliveryStatus });
    await fillOutbox(kept.store, [status('sent')]);
    const batch = await kept.store.outbox.claimBatch({ maxEvents: 200, maxBytes: 1_000_000, leaseMs: 30_000 });
    await fillOutbox(kept.store, [status('delivered')]);
    expect(await kept.store.outbox.settle(batch, [published('sent')])).toEqual({ lost: [] });
    expect((await nextItems(kept.store)).map((item) => item.activity.deliveryStatus)).toEqual(['delivered']);
  });
});
