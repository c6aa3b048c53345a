import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestStore } from './testing/engines.ts';
import { activity, claimOne, entry, settleNext } from './testing/entries.ts';

const message = (key: string) => activity({ key, dedupeKey: `message:${key}`, conversationSid: key });

describe.each(ENGINES)('fates of messages on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());
  const fate = (key: string) => kept.store.taskFates.of(key);
  const work = async (key: string) => {
    const { store } = kept;
    await store.inbox.accept(entry({ key: `onMessageAdded:${key}`, lane: key, taskKey: key }));
    expect(await fate(key)).toBe('waiting');
    const claimed = await claimOne(store);
    await store.workQueue.complete(claimed, [message(key)]);
    await store.workQueue.release(claimed.claim);
  };
  const publish = (key: string) => settleNext(kept.store, { dedupeKey: `message:${key}`, outcome: 'published', replayId: 'AA==' });

  it.each(['task', 'failed', 'deleted', 'erased'] as const)('wait until Salesforce has answered: %s', async (told) => {
    await work('IM1');
    expect(await fate('IM1')).toBe('waiting');
    await publish('IM1');
    expect(await fate('IM1')).toBe('waiting');
    await kept.store.published.settle([{ dedupeKey: 'message:IM1', key: 'IM1', fate: told }]);
    expect(await fate('IM1')).toBe(told);
    await kept.reopen();
    expect(await fate('IM1')).toBe(told);
  });

  it('are dead where a person has to decide, and discarded when one has', async () => {
    await work('IM1');
    await settleNext(kept.store, { dedupeKey: 'message:IM1', outcome: 'dead', reason: 'no' });
    expect(await fate('IM1')).toBe('dead');
    await kept.store.inbox.acceptDead(entry({ key: 'onMessageAdded:IM2' }), 'unreadable');
    expect(await fate('IM2')).toBe('dead');
    await kept.store.tombstones.add(['IM1'], 'discarded');
    expect(await fate('IM1')).toBe('discarded');
  });

  it('are unknown of what was never told, or is too long ago', async () => {
    expect(await fate('IM1')).toBe('unknown');
    await work('IM1');
    await publish('IM1');
    await kept.store.published.settle([{ dedupeKey: 'message:IM1', key: 'IM1', fate: 'task' }]);
    kept.time.advance(60_000);
    await kept.store.retention.purgeDone(kept.time.clock.now());
    expect(await fate('IM1')).toBe('unknown');
  });
});
