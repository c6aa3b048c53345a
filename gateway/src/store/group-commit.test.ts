import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kysely, SqliteDialect } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupCommit, type GroupCommit } from './group-commit.ts';
import { openSqliteFile } from './sqlite-file.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { cachingStatements } from './statement-cache.ts';
import type { Tables } from './tables.ts';

describe('group commit', () => {
  let dataDir: string;
  let db: Kysely<Tables>;
  let executed: string[];
  let failing: string | undefined;
  let group: GroupCommit;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'frontline-group-'));
    const cached = cachingStatements(openSqliteFile({ dataDir }));
    const watched = (text: string) => {
      executed.push(text);
      if (text === failing) throw new Error('the disk is gone');
      return cached.prepare(text);
    };
    executed = [];
    db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare: watched, close: () => cached.close() } }) });
    await db.schema
      .createTable('meta')
      .addColumn('key', 'text', (key) => key.primaryKey())
      .addColumn('value', 'text')
      .execute();
    failing = undefined;
    group = groupCommit({ db, failure: sqliteFailure });
  });

  afterEach(async () => {
    await db.destroy();
    await rm(dataDir, { recursive: true });
  });

  const put = (key: string) =>
    group.write(async (trx) => {
      await trx.insertInto('meta').values({ key, value: 'x' }).execute();
      return key;
    });
  const keys = async () => (await db.selectFrom('meta').select('key').orderBy('key').execute()).map((row) => row.key);
  const commits = () => executed.filter((text) => text === 'commit').length;

  it('commits all writes of a turn at once, and answers each with its own result', async () => {
    expect(await Promise.all([put('a'), put('b'), put('c')])).toEqual(['a', 'b', 'c']);
    expect(commits()).toBe(1);
    await put('d');
    expect(commits()).toBe(2);
  });

  it('waits for what the next turns bring, and no longer than four', async () => {
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const puts: Promise<string>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      puts.push(put(key));
      await turn();
    }
    await Promise.all(puts);
    expect(commits()).toBe(1);
    for (const key of ['e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']) {
      puts.push(put(key));
      await turn();
    }
    await Promise.all(puts);
    expect(commits()).toBe(3);
  });

  it('lets a write that is alone wait for two turns', async () => {
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const alone = put('a');
    await turn();
    expect(executed).not.toContain('begin');
    await turn();
    await turn();
    expect(executed).toContain('begin');
    await alone;
  });

  it('tells nobody before the commit', async () => {
    const told: string[] = [];
    const writes = ['a', 'b'].map((key) => put(key).then(() => told.push(`${key} after ${commits()}`)));
    await group.write(() => {
      told.push('working');
      return Promise.resolve();
    });
    await Promise.all(writes);
    expect(told).toEqual(['working', 'a after 1', 'b after 1']);
  });

  it('undoes a bad write alone', async () => {
    const half = group.write(async (trx) => {
      await trx.insertInto('meta').values({ key: 'half', value: 'x' }).execute();
      throw new Error('changed my mind');
    });
    const outcomes = await Promise.allSettled([put('a'), half, put('a'), put('b')]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    await expect(half).rejects.toThrow('changed my mind');
    expect(await keys()).toEqual(['a', 'b']);
  });

  it('rejects all with store_unavailable when the commit fails, and works again when it can', async () => {
    failing = 'commit';
    const outcomes = await Promise.allSettled([put('a'), put('b')]);
    const unavailable = { status: 'rejected', reason: { code: 'store_unavailable', cause: { message: 'the disk is gone' } } };
    expect(outcomes).toMatchObject([unavailable, unavailable]);
    failing = undefined;
    await put('a');
    expect(await keys()).toEqual(['a']);
  });

  it('rejects all when the savepoint is gone: the database has dropped the transaction', async () => {
    const dropped = group.write(async (trx) => {
      await trx.executeQuery({ ...trx.selectFrom('meta').select('key').compile(), sql: 'rollback' });
      throw new Error('database or disk is full');
    });
    const outcomes = await Promise.allSettled([put('a'), dropped, put('b')]);
    expect(outcomes).toMatchObject(Array(3).fill({ status: 'rejected', reason: { code: 'store_unavailable' } }));
    expect(outcomes[0]).toMatchObject({ reason: { cause: { message: 'database or disk is full' } } });
    await put('c');
    expect(await keys()).toEqual(['c']);
  });

  it('settles what is under way before it closes, and refuses what comes later', async () => {
    const last = put('a');
    await group.close();
    expect(await last).toBe('a');
    await expect(put('b')).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});
