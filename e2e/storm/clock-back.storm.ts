import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FAKETIME_LIBRARY } from './faketime-library.ts';
import { rideStorm } from './ride-storm.ts';
import { skipWithout } from './skip-without.ts';
import { stormSeed, tell } from './storm-seed.ts';

const HOUR_S = 3_600;

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontline-clock-'));
});
after(() => rm(folder, { recursive: true }));

// Debian's package libfaketime brings the library.
void test(
  'the clock goes back an hour in the middle: nothing stands still, nothing is done twice',
  { skip: skipWithout(FAKETIME_LIBRARY !== undefined, 'libfaketime') },
  async () => {
    const clockFile = join(folder, 'offset');
    await writeFile(clockFile, '+0');
    const { violations, figures } = await rideStorm({
      seed: stormSeed(),
      webhooks: Number(process.env.STORM_WEBHOOKS ?? 2_000),
      mischief: { duplicate: 0.1, reorder: 0.1, delay: 0.05, delayMs: 1_000 },
      gateways: 1,
      // The library is asked at each look at the clock; delays are measured by another clock, which does not go back.
      env: {
        LD_PRELOAD: FAKETIME_LIBRARY ?? '',
        FAKETIME_TIMESTAMP_FILE: clockFile,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
      misfortunes: () => [
        {
          name: "the gateway's clock goes back an hour",
          strike: () => writeFile(clockFile, `-${HOUR_S}`),
        },
      ],
      tell,
    });
    tell(JSON.stringify(figures));
    assert.deepEqual(violations, []);
  },
);
