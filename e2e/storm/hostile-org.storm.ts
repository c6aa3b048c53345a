import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanedUp, fieldRequired, makeLeads, ownerLeaves } from './hostile-misfortunes.ts';
import { killGateway, triggerSuspended } from './misfortunes.ts';
import { rideStorm } from './ride-storm.ts';
import { stormSeed, tell } from './storm-seed.ts';

void test('an org that makes trouble: each message is a Task, or a failure that says what the org has against it', async () => {
  const { violations, figures } = await rideStorm({
    seed: stormSeed(),
    webhooks: Number(process.env.STORM_WEBHOOKS ?? 5_000),
    mischief: { duplicate: 0.1, reorder: 0.1, delay: 0.05, delayMs: 1_000 },
    gateways: 1,
    isHostile: true,
    prepare: makeLeads,
    misfortunes: (storm) => [fieldRequired(storm), ownerLeaves(storm), killGateway(storm), cleanedUp(storm), triggerSuspended(storm)],
    tell,
  });
  tell(JSON.stringify(figures));
  assert.deepEqual(violations, []);
});
