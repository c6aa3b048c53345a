import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../store/testing/until.ts';
import { comparing, MINUTE, type Comparing } from '../testing/comparing.ts';

const MARA = '+14155550132';
const HOUR = 60 * MINUTE;

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

const text = async (body: string) => {
  const taken = await twilio.phones.text({ from: MARA, body });
  if (!taken.taken) throw new Error(taken.reason);
  return taken;
};
const checkpoints = () => test.kept.store.checkpoints;
/** Marks that say until when all was compared, from a day ago on. */
const leaveMarks = (ahead: { readonly comparedTo?: number; readonly sweptAt?: number; readonly began?: number }) => {
  const at = (ms: number) => new Date(test.time.clock.now().getTime() + ms).toISOString();
  const { began = -24 * HOUR, comparedTo = 0, sweptAt = 0 } = ahead;
  return checkpoints().write('reconciliation', JSON.stringify({ began: at(began), comparedTo: at(comparedTo), sweptAt: at(sweptAt) }));
};
/** Compares as a gateway does at start, until nothing is left to compare. */
const compareAll = async () => {
  const reconciliation = test.create();
  reconciliation.start();
  await until(() => test.asked.some((call) => call.startsWith('conversations {"state":"closed"}')));
  await reconciliation.stop();
};

describe('what a clock that was ahead has left', () => {
  it.each([
    ['marks', { comparedTo: 3 * HOUR }],
    ['the mark of the sweep', { sweptAt: 3 * HOUR }],
    ['all marks', { began: HOUR, comparedTo: 3 * HOUR, sweptAt: 3 * HOUR }],
  ])('is not believed: %s', async (_which, ahead) => {
    const { conversationSid, messageSid } = await text('Hello');
    test.time.advance(2 * HOUR);
    await leaveMarks(ahead);
    await compareAll();
    expect(await test.keysOf(conversationSid)).toContain(`onMessageAdded:${messageSid}`);
    expect(test.logged).toContain('how far Twilio was compared cannot be known: everything that keys are remembered for is compared again');
  });

  it('is believed as far as clocks may differ', async () => {
    await leaveMarks({ comparedTo: 2 * MINUTE });
    await test.create().run();
    expect(test.logged).toEqual([]);
    expect(test.asked.some((call) => call.includes('"closed"'))).toBe(false);
  });

  it('holds up no comparison that was asked for', async () => {
    const { conversationSid, messageSid } = await text('Hello');
    test.time.advance(HOUR);
    await leaveMarks({});
    await test.create().begin(new Date(test.time.clock.now().getTime() - 2 * HOUR));
    const plan = JSON.parse((await checkpoints().read('reconciliation/asked')) ?? '') as object;
    const startedAt = new Date(test.time.clock.now().getTime() + 5 * HOUR).toISOString();
    await checkpoints().write('reconciliation/asked', JSON.stringify({ ...plan, startedAt, stage: 'closed' }));
    await compareAll();
    expect(await test.keysOf(conversationSid)).toContain(`onMessageAdded:${messageSid}`);
  });
});

describe('a checkpoint that cannot be read', () => {
  it.each(['{"began":', '"no marks"', '{"began":"yesterday"}'])('has everything compared again: %s', async (damaged) => {
    const { conversationSid, messageSid } = await text('Hello');
    test.time.advance(2 * HOUR);
    await checkpoints().write('reconciliation', damaged);
    await compareAll();
    expect(await test.keysOf(conversationSid)).toContain(`onMessageAdded:${messageSid}`);
    expect(test.logged).toContain('a checkpoint of the comparison with Twilio cannot be read');
  });

  it('has its plan begun anew', async () => {
    await leaveMarks({});
    await checkpoints().write('reconciliation/regular', '{');
    await text('Hello');
    test.time.advance(MINUTE);
    expect(await test.create().run()).toMatchObject({ conversations: 1 });
    expect(test.logged).toContain('a checkpoint of the comparison with Twilio cannot be read');
  });
});
