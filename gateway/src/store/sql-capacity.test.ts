import { afterEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, claimOne, entry, fillOutbox, publishAndConfirm, settleNext, published } from './testing/entries.ts';

describe.each(ENGINES)('the bounds of the store on $name', ({ open }) => {
  let kept: TestStore | undefined;
  afterEach(() => kept?.destroy());

  it('refuse webhooks beyond so many rows, receipts included, and take them again when there is room', async () => {
    const { store, time } = (kept = await open({ limits: { maxQueued: 3, maxBytes: Infinity } }));
    await fillOutbox(store, [activity({ key: 'a1' })]);
    await settleNext(store, published('a1'));
    time.advance(1_000);
    await store.capacity.usage();
    await store.inbox.accept(entry({ key: 'b' }));
    await store.inbox.accept(entry({ key: 'c' }));
    await expect(store.inbox.accept(entry({ key: 'd' }))).rejects.toMatchObject({ code: 'overloaded' });
    await expect(store.inbox.acceptDead(entry({ key: 'd' }), 'unreadable')).rejects.toMatchObject({ code: 'overloaded' });
    expect(await store.capacity.usage()).toMatchObject({ queued: 3 });
    await store.workQueue.complete(await claimOne(store), [activity({ key: 'b' })]);
    await publishAndConfirm(store, 'b');
    time.advance(1_000);
    expect(await store.capacity.usage()).toMatchObject({ queued: 2 });
    expect(await store.inbox.accept(entry({ key: 'd' }))).toBe('stored');
  });

  it('refuse webhooks beyond so many bytes, and let what is there be worked', async () => {
    const { store, time } = (kept = await open({ limits: { maxQueued: Infinity, maxBytes: 1_000_000 } }));
    let refused: unknown;
    for (let number = 0; number < 200 && refused === undefined; number++) {
      time.advance(1_000);
      await store.capacity.usage();
      await store.inbox
        .accept(entry({ key: `k${number}`, payload: randomBytes(10_000).toString('hex') }))
        .catch((error: unknown) => (refused = error));
    }
    expect(refused).toMatchObject({ code: 'overloaded', message: expect.stringContaining('MAX_STORE_BYTES') });
    expect(await store.workQueue.complete(await claimOne(store), [activity()])).toBe('kept');
  });

  it('are told how much there is, exactly, whatever became of it', async () => {
    const { store } = (kept = await open());
    await fillOutbox(store, [activity({ key: 'a' }), activity({ key: 'b', index: 1 }), activity({ key: 'c', index: 2 })]);
    await store.inbox.accept(entry({ key: 'in' }));
    await store.inbox.acceptDead(entry({ key: 'dead' }), 'unreadable');
    await settleNext(store, published('a'), { dedupeKey: 'b', outcome: 'dead', reason: 'no' });
    await store.deadLetters.discard('inbox:dead', { who: 'pat', action: 'discard', subject: 'inbox:dead' });
    await kept.reopen();
    expect(await kept.store.backlog.counts()).toMatchObject({ inbox: { ready: 1, dead: 0 }, outbox: { ready: 1, dead: 1 } });
    expect(await kept.store.waitingReceipts.count()).toMatchObject({ waiting: 1 });
    expect(await kept.store.capacity.usage()).toMatchObject({ queued: 3, bytes: expect.any(Number) });
  });
});
