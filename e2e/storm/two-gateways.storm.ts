import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findPostgres } from '../../gateway/src/store/testing/find-postgres.ts';
import { startPostgres, type PostgresServer } from '../../gateway/src/store/testing/postgres-server.ts';
import { killForGood, postgresRestarted, salesforceAway, triggerSuspended, upgrade } from './misfortunes.ts';
import { makeNextVersion, type NextVersion } from './next-version.ts';
import { rideStorm } from './ride-storm.ts';
import { skipWithout } from './skip-without.ts';
import { stormSeed, tell } from './storm-seed.ts';

let postgres: PostgresServer | undefined;
let next: NextVersion;
before(async () => {
  next = makeNextVersion();
  if (findPostgres() !== undefined) postgres = await startPostgres();
});
after(async () => {
  next.remove();
  await postgres?.close();
});

void test(
  'two gateways on one PostgreSQL: one is killed, the database restarted, the other upgraded; one Task a message',
  { skip: skipWithout(findPostgres() !== undefined, 'PostgreSQL') },
  async () => {
    const database = postgres as PostgresServer;
    const env = { DATABASE_URL: await database.createDatabase() };
    const { violations, figures } = await rideStorm({
      seed: stormSeed(),
      webhooks: Number(process.env.STORM_WEBHOOKS ?? 10_000),
      mischief: { duplicate: 0.2, reorder: 0.2, delay: 0.05, delayMs: 3_000 },
      gateways: 2,
      env,
      misfortunes: (storm) => [
        salesforceAway(storm),
        killForGood(storm, 1),
        postgresRestarted(database),
        triggerSuspended(storm),
        upgrade(storm, { main: next.main, env }),
      ],
      tell,
    });
    tell(JSON.stringify(figures));
    assert.deepEqual(violations, []);
  },
);
