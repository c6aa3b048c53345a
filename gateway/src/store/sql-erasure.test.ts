import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createSqlErasure } from './sql-erasure.ts';
import type { StoreAccess } from './store-access.ts';
import { activity, fillOutbox, publishAndConfirm, published, settleNext } from './testing/entries.ts';
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
