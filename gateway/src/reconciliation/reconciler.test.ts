import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { turns, until } from '../store/testing/until.ts';
import { comparing, MINUTE, type Comparing } from '../testing/comparing.ts';
import { twilioClient } from '../twilio/twilio-client.ts';

let twilio: Twilio;
let test: Comparing;

beforeEach(async () => {
  test = await comparing(() => twilio);
  twilio = await startTwilio({ settings: { initializingMs: 0 }, clock: test.emulatorClock });
});
afterEach(async () => {
  await twilio.close();
  await test.kept.destroy();
});

describe('reconciliation, on and off', () => {
  it('goes on after a stop where it was, page by page', async () => {
    await test.create().run();
    const client = await twilioClient({ ...twilio.account, apiUrl: twilio.url })();
    for (let n = 0; n < 130; n++) await client.conversations.v1.conversations.create();
    test.time.advance(MINUTE);
    const looks = () => test.asked.filter((call) => call.startsWith('messages'));
    const first = test.create();
    const halted = first.run().catch((error: unknown) => error);
    await until(() => looks().length > 110);
    await first.stop();
    expect(await halted).toMatchObject({ code: 'overloaded' });
    const lookedAt = looks().length;
    expect(await test.create().run()).toMatchObject({ conversations: 130 });
    expect(new Set(looks()).size).toBe(130);
    // Only what came after the last whole page is looked at again.
    expect(looks().length - 130).toBe(lookedAt - 100);
  });

  it('reads a list from its beginning when the page that it would go on with has expired', async () => {
    await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
    test.time.advance(MINUTE);
    await test.create().begin(test.time.clock.now());
    const { checkpoints } = test.kept.store;
    const plan = JSON.parse((await checkpoints.read('reconciliation/asked')) ?? '') as object;
    const page = 'https://conversations.twilio.com/v1/Conversations?State=active&PageToken=expired';
    await checkpoints.write('reconciliation/asked', JSON.stringify({ ...plan, stage: 'active', page }));
    const reconciliation = test.create();
    reconciliation.start();
    await until(() => test.asked.some((call) => call.startsWith('conversations {"state":"closed"}')));
    await reconciliation.stop();
    expect(reconciliation.status()).toMatchObject({ conversations: 1 });
    expect(reconciliation.status()).not.toHaveProperty('failure');
  });

  it('waits as long as a 429 asks, and then goes on', async () => {
    await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
    twilio.faults.set({ rest: [{ kind: 'too-many-requests', path: '/Conversations', times: 2, retryAfter: 7 }] });
    // A long lease: no renewal comes in between.
    const run = test.create({ leaseMs: 60 * MINUTE }).run();
    const startedAt = test.time.clock.now().getTime();
    for (let waited = 0; waited < 2; waited++) {
      await until(() => test.time.untilNext() === 7_000);
      test.time.advance(7_000);
    }
    await expect(run).resolves.toMatchObject({ conversations: 1 });
    expect(test.time.clock.now().getTime() - startedAt).toBe(14_000);
  });

  it('keeps to its pace', async () => {
    await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
    const run = test.create({ requestsPerSecond: 2 }).run();
    let paused = 0;
    const ended = run.then(() => 'ended');
    while ((await Promise.race([ended, turns(1)])) !== 'ended') {
      if (test.time.untilNext() !== 500) continue;
      test.time.advance(500);
      paused += 1;
    }
    expect(paused).toBe((await run).requests - 1);
  });

  it('says what failed, and tries again a minute later', async () => {
    await twilio.phones.text({ from: '+14155550132', body: 'Hello' });
    twilio.faults.set({ outage: 'unavailable' });
    const reconciliation = test.create();
    reconciliation.start();
    await until(() => test.logged.includes('comparison with Twilio put off'));
    expect(reconciliation.status()).toMatchObject({ state: 'idle', failure: expect.stringContaining('503') });
    twilio.faults.clear();
    await turns();
    test.time.advance(MINUTE);
    await until(() => reconciliation.status().conversations === 1);
    await reconciliation.stop();
  });

  it('is left to the gateway that has the duty', async () => {
    const theirs = {
      take: () => Promise.resolve(undefined),
      renew: () => Promise.resolve('lost' as const),
      release: () => Promise.resolve(),
    };
    await expect(test.create({ duties: theirs }).run()).rejects.toMatchObject({ code: 'overloaded' });
    expect(test.asked).toEqual([]);
  });

  it('does one comparison that was asked for at a time', async () => {
    const since = test.time.clock.now();
    expect(await test.create().begin(since)).toBe(true);
    expect(await test.create().begin(since)).toBe(false);
    const reconciliation = test.create();
    reconciliation.start();
    await until(() => reconciliation.status().finishedAt !== undefined && test.pages.length >= 8);
    await reconciliation.stop();
    expect(await test.create().begin(since)).toBe(true);
  });
});
