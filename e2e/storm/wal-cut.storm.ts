import assert from 'node:assert/strict';
import { statSync, truncateSync } from 'node:fs';
import { test } from 'node:test';
import { keysInStore } from './keys-in-store.ts';
import { rideStorm, type Storm } from './ride-storm.ts';
import { stormSeed, tell } from './storm-seed.ts';

/** The gateway dies, and its disk has lost the end of SQLite's write-ahead log, as after a power cut under a controller that lied. */
const cutLog = (storm: Storm) => ({
  name: 'kill -9, and the log of the database is cut at a random byte',
  strike: async () => {
    const [gateway] = storm.gateways;
    await gateway?.killAndRestart({}, () => {
      const dataDir = `${storm.stack.dataDir}/0`;
      const wal = `${dataDir}/frontline.sqlite-wal`;
      const { size } = statSync(wal);
      const kept = storm.random.below(size + 1);
      const before = keysInStore(dataDir);
      truncateSync(wal, kept);
      const left = keysInStore(dataDir);
      const lost = [...before].filter((key) => !left.has(key));
      for (const key of lost) storm.lostKeys.add(key);
      tell(`kept ${kept} of ${size} bytes: ${lost.length} acknowledged webhooks are gone`);
    });
  },
});

void test('a log cut at a random byte: whatever was lost comes back by reconciliation', async () => {
  const { violations, figures } = await rideStorm({
    seed: stormSeed(),
    webhooks: Number(process.env.STORM_WEBHOOKS ?? 3_000),
    mischief: { duplicate: 0.05, reorder: 0.05, delay: 0.02, delayMs: 1_000 },
    gateways: 1,
    misfortunes: (storm) => [cutLog(storm), cutLog(storm), cutLog(storm)],
    tell,
  });
  tell(JSON.stringify(figures));
  assert.deepEqual(violations, []);
});
