import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { openStore } from './open-store.ts';
import { entry } from './testing/entries.ts';
import { startAcceptor, type Acceptor } from './testing/start-acceptor.ts';

describe('a process that dies', () => {
  let dataDir: string;
  let acceptor: Acceptor;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'frontline-kill-'));
    acceptor = await startAcceptor(dataDir, 'first');
  });

  afterEach(async () => {
    await acceptor.kill();
    await rm(dataDir, { recursive: true });
  });

  it.each([1, 2, 3])('leaves everything it acknowledged (round %i)', async () => {
    await acceptor.acknowledged(1 + Math.floor(Math.random() * 2_000));
    const acknowledged = await acceptor.kill();
    const store = await openStore({ dataDir, clock: systemClock });
    const answers = await Promise.all(acknowledged.map((key) => store.inbox.accept(entry({ key }))));
    await store.close();
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer !== 'duplicate')).toEqual([]);
  });

  it('keeps others out while it lives, and nobody once it is dead', async () => {
    await expect(openStore({ dataDir, clock: systemClock })).rejects.toMatchObject({ name: 'StoreError', code: 'in_use' });
    await acceptor.acknowledged(10);
    await acceptor.kill();
    const store = await openStore({ dataDir, clock: systemClock });
    await store.checkWritable();
    await store.close();
  });
});
