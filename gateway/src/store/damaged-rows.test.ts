import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { claimOne, entry, activity, fillOutbox, nextKeys, published, settleNext } from './testing/entries.ts';
import { RAW_ENGINES, type RawStore } from './testing/raw-engines.ts';

describe.each(RAW_ENGINES)('rows that this version cannot read, on $name', ({ open }) => {
  let raw: RawStore;
  beforeEach(async () => (raw = await open()));
  afterEach(() => raw.close());

  const damage = (key: string, change: ReturnType<typeof sql>) =>
    sql`update outbox set ${change} where dedupe_key = ${key}`.execute(raw.engine.db);
  const fill = (...keys: string[]) =>
    fillOutbox(
      raw.store,
      keys.map((key) => activity({ key, conversationSid: `CH-${key}` })),
    );
  const dead = async () => (await raw.store.deadLetters.list({ limit: 10 })).letters;

  it('are set aside before they are published, and keep nothing waiting', async () => {
    await fill('IM1', 'IM2');
    await damage('IM1', sql`payload = '{"kind":"of a later version"}'`);
    expect(await nextKeys(raw.store)).toEqual(['IM2']);
    expect(await dead()).toMatchObject([{ id: 'outbox:IM1', reason: expect.stringContaining('cannot be read') as unknown }]);
  });

  it('are set aside when their receipt is due, whether text or place is missing', async () => {
    await fill('IM1', 'IM2', 'IM3');
    await settleNext(raw.store, ...['IM1', 'IM2', 'IM3'].map(published));
    await damage('IM1', sql`payload = '{'`);
    await damage('IM2', sql`replay_id = null`);
    expect((await raw.store.published.due(10)).map(({ activity: { key } }) => key)).toEqual(['IM3']);
    expect((await dead()).map(({ id }) => id)).toEqual(['outbox:IM1', 'outbox:IM2']);
    expect(await raw.store.waitingReceipts.count()).toMatchObject({ waiting: 1 });
  });

  it('are no riddle where only the first publication is not known', async () => {
    await fill('IM1');
    await settleNext(raw.store, published('IM1'));
    await damage('IM1', sql`first_published_at = null, published_at = published_at - 5000`);
    const [due] = await raw.store.published.due(1);
    expect(due?.firstAgeMs).toBe(due?.ageMs);
    expect(due?.ageMs).toBeGreaterThanOrEqual(5_000);
  });
});

describe.each(RAW_ENGINES)('a text with a NUL in it, on $name', ({ open }) => {
  it('is kept wherever it comes', async () => {
    const { store, close } = await open();
    try {
      await store.inbox.accept(entry({ payload: JSON.stringify({ Body: 'a\0b' }) }));
      const claimed = await claimOne(store);
      expect(JSON.parse(claimed.payload)).toEqual({ Body: 'a\0b' });
      await store.workQueue.bury(claimed, 'The other side said "a\0b".');
      const { letters } = await store.deadLetters.list({ limit: 1 });
      expect(letters[0]?.reason).toMatch(/^The other side said "a.b"\.$/s);
      await store.memory.learn({ conversationSid: 'CH1', worker: 'ana\0x' });
      expect((await store.memory.recall('CH1'))?.worker).toMatch(/^ana.x$/s);
    } finally {
      await close();
    }
  });
});
