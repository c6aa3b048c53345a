import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { openStore, type Store } from './open-store.ts';
import { entry, LEASE_MS } from './testing/entries.ts';

const PAGE = 4_096;
const LANES = 64;
/** Longer than a page, so that a row goes on in pages of its own, each of which begins with the number of the next. */
const textOf = (n: number) => `${'x'.repeat(2 * PAGE)} end of ${n}.`;

let dataDir: string;
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'frontline-damage-'))));
afterEach(() => rm(dataDir, { recursive: true }));

const open = (): Promise<Store> => openStore({ dataDir, clock: systemClock });

/** Lets the page before the row's last one name a page that is not there. */
async function damage(row: number): Promise<void> {
  const path = join(dataDir, 'frontline.sqlite');
  const file = await readFile(path);
  const last = Math.floor(file.indexOf(`end of ${row}.`) / PAGE) + 1;
  for (let at = 0; at < file.length; at += PAGE) if (file.readUInt32BE(at) === last) file.writeUInt32BE(0x7f_ff_ff_ff, at);
  await writeFile(path, file);
}

it('keeps none but its own lane from being worked, though all are read together', async () => {
  const before = await open();
  for (let n = 0; n < LANES; n += 1) await before.inbox.accept(entry({ key: `IM${n}`, lane: `CH${n}`, payload: textOf(n) }));
  await before.close();
  await damage(30);
  const store = await open();
  const claims = await store.workQueue.claimLanes({ limit: LANES, leaseMs: LEASE_MS });
  const entries = await Promise.allSettled(claims.map((claim) => store.workQueue.next(claim)));
  await store.close();
  expect(claims).toHaveLength(LANES);
  expect(entries.filter(({ status }) => status === 'fulfilled')).toHaveLength(LANES - 1);
});
