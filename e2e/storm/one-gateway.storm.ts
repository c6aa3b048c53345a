import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killGateway, salesforceAway, triggerSuspended } from './misfortunes.ts';
import { rideStorm } from './ride-storm.ts';
import { stormSeed, tell } from './storm-seed.ts';

void test('10,000 webhooks, three kills, an outage, a suspended subscriber: one Task a message, in its final state', async () => {
  const { violations, figures } = await rideStorm({
    seed: stormSeed(),
    webhooks: Number(process.env.STORM_WEBHOOKS ?? 10_000),
    mischief: { duplicate: 0.2, reorder: 0.2, delay: 0.05, delayMs: 3_000 },
    gateways: 1,
    misfortunes: (storm) => [killGateway(storm), salesforceAway(storm), killGateway(storm), triggerSuspended(storm), killGateway(storm)],
    tell,
  });
  tell(JSON.stringify(figures));
  assert.deepEqual(violations, []);
});
