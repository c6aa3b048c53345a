import { startTwilio, type Twilio } from '@frontline/emulators/twilio';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { turns, until } from '../store/testing/until.ts';
import { comparing, MINUTE, type Comparing } from '../testing/comparing.ts';
import { twilioConversations } from '../twilio/conversations.ts';
import { frontlineUsers } from '../twilio/frontline-users.ts';
import { twilioClient, type TwilioClient } from '../twilio/twilio-client.ts';
import { twilioHistory } from '../twilio/twilio-history.ts';
import { createLeaving, type LeavingDeps } from './leaving.ts';
import { makeRoom } from './make-room.ts';
import { withRoom } from './with-room.ts';

const ANA = 'ana@x';
const GUEST = 'web visitor';
const DAY = 24 * 60 * MINUTE;

let twilio: Twilio;
let test: Comparing;
let client: TwilioClient;
let warnings: object[];
let crowded: number[];
let left: number;

beforeEach(async () => {
  test = await comparing(() => twilio);
  twilio = await startTwilio({ workers: [ANA], settings: { initializingMs: 0, closedCountUntilLeft: true }, clock: test.emulatorClock });
  client = twilioClient({ ...twilio.account, apiUrl: twilio.url });
  [warnings, crowded, left] = [[], [], 0];
});
afterEach(async () => {
  await twilio.close();
  await test.kept.destroy();
});

const log = { debug: () => undefined, info: () => undefined, error: () => undefined, warn: (fields: object) => void warnings.push(fields) };
const create = (overrides: Partial<LeavingDeps> = {}) =>
  createLeaving({
    ...test.kept.store,
    ...test.time,
    log,
    history: twilioHistory(client),
    conversations: twilioConversations(client),
    registry: frontlineUsers(client),
    onLeft: (count) => (left += count),
    onCrowded: (workers) => void crowded.push(workers),
    afterDays: 30,
    leaseMs: 30_000,
    requestsPerSecond: Infinity,
    ...overrides,
  });
const workThrough = async (overrides: Partial<LeavingDeps> = {}) => {
  const leaving = create(overrides);
  leaving.start();
  const before = crowded.length;
  await until(() => crowded.length > before || test.time.untilNext() === 60 * MINUTE);
  await leaving.stop();
};
const api = async () => (await client()).conversations.v1;

async function conversation({ identities = [ANA], close = true } = {}): Promise<string> {
  const { conversations } = await api();
  const { sid } = await conversations.create();
  for (const identity of identities) await conversations(sid).participants.create({ identity });
  if (close) await conversations(sid).update({ state: 'closed' });
  return sid;
}
const closedAgo = async (conversationSid: string, days: number) =>
  test.kept.store.states.keep({ conversationSid, state: 'closed', at: new Date(test.time.clock.now().getTime() - days * DAY) });
const identitiesIn = async (sid: string) => (await (await api()).conversations(sid).participants.list()).map(({ identity }) => identity);

describe('leaving', () => {
  it('takes workers, and nobody else, out of what was closed long ago', async () => {
    const old = await conversation({ identities: [ANA, GUEST] });
    const recent = await conversation();
    await closedAgo(old, 31);
    await closedAgo(recent, 29);
    await workThrough();
    expect(await identitiesIn(old)).toEqual([GUEST]);
    expect(await identitiesIn(recent)).toEqual([ANA]);
    expect(left).toBe(1);
    expect(await test.kept.store.states.closedBefore(test.time.clock.now(), 10)).toMatchObject([{ conversationSid: recent }]);
  });

  it('never leaves an open one, whatever we were told, nor stumbles over one that is gone', async () => {
    const open = await conversation({ close: false });
    const gone = await conversation();
    await (await api()).conversations(gone).remove();
    for (const sid of [open, gone]) await closedAgo(sid, 40);
    await workThrough();
    expect(await identitiesIn(open)).toEqual([ANA]);
    expect(await test.kept.store.states.closedBefore(test.time.clock.now(), 10)).toEqual([]);
  });

  it('keeps for the next hour what an outage kept it from', async () => {
    const old = await conversation();
    await closedAgo(old, 31);
    twilio.faults.set({ outage: 'unavailable' });
    const leaving = create();
    leaving.start();
    await until(() => warnings.length === 1);
    twilio.faults.clear();
    await turns();
    test.time.advance(60 * MINUTE);
    await until(() => left === 1);
    await leaving.stop();
    expect(await identitiesIn(old)).toEqual([]);
  });

  it('warns once a day of a worker with little room left', async () => {
    const history = twilioHistory(client);
    const open = { conversationSid: 'CH', participantSid: 'MB', state: 'active' as const, updatedAt: new Date(0) };
    const page = Array.from({ length: 50 }, () => open);
    let asked = 0;
    const full = {
      ...history,
      conversationsOf: () => Promise.resolve({ items: page, ...(++asked < 19 && { next: String(asked) }) }),
    };
    await workThrough({ history: full });
    expect(warnings).toEqual([{ worker: ANA, open: 950 }]);
    expect(crowded).toEqual([1]);
    await workThrough({ history: full });
    expect(asked).toBe(19);
    test.time.advance(DAY);
    await workThrough();
    expect(crowded).toEqual([1, 0]);
  });
});

describe('a worker who is in as many conversations as fit', () => {
  const adding = () => {
    const conversations = twilioConversations(client);
    return withRoom(conversations, makeRoom({ conversations, history: twilioHistory(client), log }));
  };

  it('leaves the oldest closed ones, at most fifty, and is then added', async () => {
    twilio.settings.conversationsPerIdentity = 55;
    const closed: string[] = [];
    for (let n = 0; n < 53; n++) {
      closed.push(await conversation());
      test.time.advance(1_000);
    }
    const open = [await conversation({ close: false }), await conversation({ close: false })];
    const fresh = await conversation({ identities: [], close: false });
    const conversations = adding();
    await expect(Promise.all([conversations.addWorker(fresh, ANA), conversations.addWorker(fresh, ANA)])).resolves.toHaveLength(2);
    const still = await Promise.all([...open, fresh, ...closed].map(identitiesIn));
    expect(still.map((identities) => identities.length)).toEqual([1, 1, 1, ...Array.from({ length: 50 }, () => 0), 1, 1, 1]);
    expect(warnings).toEqual([{ worker: ANA, left: 50 }]);
  });

  it('waits for somebody to close one when all are open', async () => {
    twilio.settings.conversationsPerIdentity = 2;
    const [first] = [await conversation({ close: false }), await conversation({ close: false })];
    const fresh = await conversation({ identities: [], close: false });
    await expect(adding().addWorker(fresh, ANA)).rejects.toMatchObject({ code: 'not_routable', isTransient: true });
    expect(await identitiesIn(first)).toEqual([ANA]);
    await (await api()).conversations(first).update({ state: 'closed' });
    await adding().addWorker(fresh, ANA);
    expect(await identitiesIn(fresh)).toEqual([ANA]);
  });

  it('passes on every other failure', async () => {
    await expect(adding().addWorker(`CH${'0'.repeat(32)}`, ANA)).rejects.toMatchObject({ code: 'not_found' });
  });
});
