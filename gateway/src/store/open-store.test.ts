import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { openStore, type Store } from './open-store.ts';
import { activity, claimOne, entry, fillOutbox, nextItems, publishAndConfirm } from './testing/entries.ts';

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('opening the store', () => {
  let parent: string;
  let dataDir: string;
  let path: string;
  let opened: Store[];

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'frontline-open-'));
    dataDir = join(parent, 'var', 'data');
    path = join(dataDir, 'frontline.sqlite');
    opened = [];
  });

  afterEach(async () => {
    for (const store of opened) await store.close();
    await rm(parent, { recursive: true });
  });

  const open = async (maxBytes?: number) => {
    const store = await openStore({ dataDir, clock: systemClock, ...(maxBytes !== undefined && { maxBytes }) });
    opened.push(store);
    return store;
  };

  /** Changes the file as another program would, between two openings. */
  const change = (statements: string) => {
    const file = new Database(path);
    file.exec(statements);
    file.close();
  };

  it('creates a folder and files that only this user can read', async () => {
    const store = await open();
    await store.inbox.accept(entry());
    expect(await modeOf(dataDir)).toBe('700');
    expect((await readdir(dataDir)).sort()).toEqual(['frontline.sqlite', 'frontline.sqlite-wal']);
    for (const name of await readdir(dataDir)) expect(await modeOf(join(dataDir, name))).toBe('600');
  });

  it('closes a file to others that had been open to them', async () => {
    await (await open()).close();
    await chmod(path, 0o644);
    await open();
    expect(await modeOf(path)).toBe('600');
  });

  it('refuses a second opening', async () => {
    await open();
    await expect(open()).rejects.toMatchObject({ code: 'in_use', message: expect.stringContaining(path) });
  });

  it('refuses a store of a later version, and leaves it as it is', async () => {
    await (await open()).close();
    change(`insert into migration values ('9999-later', 0)`);
    await expect(open()).rejects.toMatchObject({ code: 'newer', message: expect.stringContaining('9999-later') });
    change(`delete from migration where name = '9999-later'`);
    await open();
  });

  // In a process of its own: what never ends must not take the tests with it.
  it('refuses a folder that cannot be made', () => {
    const open = `await (await import(${JSON.stringify(new URL('./open-store.ts', import.meta.url).href)})).openStore({ dataDir: '/proc/nowhere/data', clock: { now: () => new Date() } })`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', open], { timeout: 20_000, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('StoreError');
  });

  it('refuses a file that is no database', async () => {
    await (await open()).close();
    await writeFile(path, 'This was a shopping list. '.repeat(500));
    await expect(open()).rejects.toMatchObject({ name: 'StoreError', code: 'unusable' });
  });

  it('refuses a database of another program', async () => {
    await (await open()).close();
    await rm(path);
    change('create table holiday (id integer)');
    await expect(open()).rejects.toMatchObject({ code: 'unusable', message: expect.stringContaining('another program') });
  });

  it('refuses a folder that is a file', async () => {
    dataDir = join(parent, 'file');
    await writeFile(dataDir, '');
    await expect(open()).rejects.toMatchObject({ code: 'unusable' });
  });

  it('blanks the payload of what is over, and keeps that of a dead letter', async () => {
    const store = await open();
    await fillOutbox(store, [activity()]);
    await publishAndConfirm(store, 'IM1');
    await store.inbox.accept(entry({ key: 'finished', lane: 'CH2' }));
    await store.inbox.finish('finished');
    await store.inbox.accept(entry({ key: 'buried' }));
    await store.workQueue.bury(await claimOne(store), 'The conversation is gone.');
    await store.close();
    const file = new Database(path, { readonly: true });
    const rows = file.prepare('select payload, error from inbox union all select payload, replay_id from outbox order by payload').all();
    file.close();
    const over = { payload: '', error: null };
    expect(rows).toEqual([over, over, { payload: '', error: 'AAAB' }, { payload: entry().payload, error: 'The conversation is gone.' }]);
  });

  it('acknowledges nothing that does not fit on the disk, and goes on when there is room again', async () => {
    const payload = 'x'.repeat(8_000);
    const small = await open(300_000);
    const stored = await acceptUntilFull(small, payload);
    await expect(small.checkWritable()).rejects.toMatchObject({ code: 'store_unavailable' });
    expect((await small.backlog.counts()).inbox.ready).toBe(stored.length);
    await small.close();
    const roomy = await open();
    await roomy.checkWritable();
    expect(await roomy.inbox.accept(entry({ key: 'refused', payload }))).toBe('stored');
    for (const key of stored) expect(await roomy.inbox.accept(entry({ key }))).toBe('duplicate');
  });

  it('works what it has on a full disk, which makes room', async () => {
    const small = await open(300_000);
    const [first = ''] = await acceptUntilFull(small, 'x'.repeat(8_000));
    await small.inbox.finish(first);
    expect(await small.inbox.accept(entry({ key: 'refused' }))).toBe('stored');
    expect(await nextItems(small)).toEqual([]);
  });
});

/** Answers the keys that were stored before the first refusal. */
async function acceptUntilFull(store: Store, payload: string): Promise<readonly string[]> {
  const stored: string[] = [];
  for (let number = 0; number < 1_000; number++) {
    const outcome = await store.inbox.accept(entry({ key: `k${number}`, payload })).catch((error: unknown) => error);
    if (outcome !== 'stored') {
      expect(outcome).toMatchObject({ code: 'store_unavailable' });
      return stored;
    }
    stored.push(`k${number}`);
  }
  throw new Error('The disk was never full.');
}
