import { afterAll, beforeAll, expect } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAKETIME_LIBRARY } from './faketime-library.ts';
import { itWhere } from './it-where.ts';
import { rideStorm } from './ride-storm.ts';
import { stormSeed, tell } from './storm-seed.ts';

const HOUR_S = 3_600;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontline-clock-'));
});
afterAll(() => rm(folder, { recursive: true }));

// Debian's package libfaketime brings the library.
itWhere(FAKETIME_LIBRARY !== undefined)(
  'the clock goes back an hour in the middle: nothing stands still, nothing is done twice',
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
    expect(violations).toEqual([]);
  },
);
