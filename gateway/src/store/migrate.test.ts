import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import type { Engine } from './engine.ts';
import { queues } from './migrations/0001-queues.ts';
import { openStore } from './open-store.ts';
import { postgresEngine } from './postgres-engine.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import { ENGINES, onShared, postgresForTests } from './testing/engines.ts';
import { activity, claimOne, entry, nextKeys } from './testing/entries.ts';

const steady = () => performance.now();

/** The store as the first version left it, with something in each state. */
async function writeFirstVersion(engine: Engine): Promise<void> {
  const { db } = engine;
  await db.transaction().execute(async (trx) => {
    await queues(trx, engine);
    await sql`create table migration (name text primary key, applied_at bigint not null)`.execute(trx);
    await sql`insert into migration values ('0001-queues', 0)`.execute(trx);
    for (const [key, state] of [
      ['waiting', 'ready'],
      ['over', 'done'],
      ['buried', 'dead'],
    ]) {
      await sql`insert into inbox (key, lane, conversation_sid, kind, payload, state, attempts, faults, run_at, error, created_at, done_at)
        values (${key}, 'CH1', 'CH1', 'onMessageAdded', '{}', ${state}, 0, 0, 0, null, 0, 1)`.execute(trx);
    }
    await sql`insert into lane values ('CH1', 0, null, 7, 0)`.execute(trx);
    for (const [key, state] of [
      ['queued', 'ready'],
      ['sent', 'published'],
      ['refused', 'dead'],
    ]) {
      const payload = state === 'published' ? '' : JSON.stringify(activity({ key: key ?? '' }));
      await sql`insert into outbox (dedupe_key, task_key, conversation_sid, message_index, payload, state, attempts, run_at, created_at, done_at)
        values (${key}, ${key}, 'CH1', 0, ${payload}, ${state}, 0, 0, 0, 1)`.execute(trx);
    }
    await sql`insert into publish_lane values ('CH1', 0)`.execute(trx);
  });
  await engine.close();
}

describe.each(ENGINES)('a store of the first version on $name', ({ name }) => {
  let folder: string;
  let databaseUrl: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frontline-migrate-'));
    if (name !== 'SQLite') databaseUrl = await (await postgresForTests()).createDatabase();
    const engine =
      name === 'SQLite' ? sqliteEngine({ dataDir: folder, clock: systemClock, steady }) : postgresEngine({ databaseUrl, steady });
    await writeFirstVersion(engine);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps all that it had', async () => {
    const store = await (name === 'SQLite' ? openStore({ dataDir: folder, clock: systemClock }) : openStore({ databaseUrl }));
    try {
      for (const key of ['waiting', 'over', 'buried']) expect(await store.inbox.accept(entry({ key }))).toBe('duplicate');
      expect(await store.backlog.counts()).toMatchObject({ inbox: { ready: 1, dead: 1 }, outbox: { ready: 1, dead: 1 } });
      expect(await store.waitingReceipts.count()).toEqual({ waiting: 0, oldestAgeMs: 0 });
      expect(await nextKeys(store)).toEqual(['queued']);
      const claimed = await claimOne(store);
      expect(claimed).toMatchObject({ key: 'waiting', claim: { fence: 8 } });
      await store.workQueue.complete(claimed, [activity({ key: 'sent' }), activity({ key: 'made', index: 1 })]);
      expect(await nextKeys(store)).toEqual(['queued', 'made']);
      expect((await store.deadLetters.list({ limit: 10 })).letters.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
        'inbox:buried onMessageAdded',
        'outbox:refused message',
      ]);
      expect(await store.retention.purgeDone(new Date(2))).toBe(2);
    } finally {
      await store.close();
    }
  });
});

onShared('migrating on $name', () => {
  it('is done once, however many gateways start at the same time', async () => {
    const { createDatabase, execute } = await postgresForTests();
    const databaseUrl = await createDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ databaseUrl })));
    const applied = await execute(databaseUrl, 'select name, count(*) as times from migration group by name order by name');
    expect(applied.length).toBeGreaterThanOrEqual(2);
    expect(applied.every(({ times }) => times === '1')).toBe(true);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('refuses a store of a later version, and leaves it as it is', async () => {
    const { createDatabase, execute } = await postgresForTests();
    const databaseUrl = await createDatabase();
    await (await openStore({ databaseUrl })).close();
    await execute(databaseUrl, `insert into migration values ('9999-later', 0)`);
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({ code: 'newer', message: expect.stringContaining('9999-later') });
    await execute(databaseUrl, `delete from migration where name = '9999-later'`);
    await (await openStore({ databaseUrl })).close();
  });
});

describe('a new file', () => {
  it('gives space back to the disk after a purge', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'frontline-vacuum-'));
    const store = await openStore({ dataDir, clock: systemClock });
    const keys = Array.from({ length: 1_500 }, (_, number) => `k${number}`);
    const payload = 'x'.repeat(6_000);
    await Promise.all(keys.map((key) => store.inbox.accept(entry({ key, lane: key, payload }))));
    await Promise.all(keys.map((key) => store.inbox.finish(key)));
    await store.retention.purgeDone(new Date(Date.now() + 1_000));
    await store.retention.scrub();
    await store.close();
    const file = new Database(join(dataDir, 'frontline.sqlite'), { readonly: true });
    expect(file.pragma('auto_vacuum', { simple: true })).toBe(2);
    expect(file.pragma('freelist_count', { simple: true })).toBeLessThanOrEqual(1_000);
    expect(file.pragma('page_count', { simple: true })).toBeLessThan(1_500);
    file.close();
    await rm(dataDir, { recursive: true });
  });
});
