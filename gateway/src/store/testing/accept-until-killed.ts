import { argv, stdout } from 'node:process';
import { systemClock } from '../../clock.ts';
import { openStore } from '../open-store.ts';
import { entry } from './entries.ts';

/*
 * A process of its own for the tests: accepts entries into the store given until it is killed, and prints each key once
 * it was acknowledged. Run as `node accept-until-killed.ts FOLDER|URL PREFIX`.
 */
const [, , where = '', prefix = ''] = argv;
const isUrl = where.startsWith('postgres:');
const { inbox } = await openStore(isUrl ? { databaseUrl: where } : { dataDir: where, clock: systemClock });
stdout.write('open\n');

async function accept(writer: number): Promise<void> {
  for (let number = 0; ; number++) {
    const key = `${prefix}-${writer}-${number}`;
    await inbox.accept(entry({ key, lane: `CH${number % 50}` }));
    stdout.write(`${key}\n`);
  }
}

await Promise.all(Array.from({ length: 10 }, (_, writer) => accept(writer)));
