import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import type { Reconciliation } from './operations/reconciliation.ts';
import { sendEntry } from './sending/send-entry.ts';
import { openStore, type Store } from './store/open-store.ts';
import { ACTIVITY_TRIGGER, GATEWAY_TOKEN, startTestApp } from './testing/test-app.ts';
import { wireOperations } from './wire-operations.ts';

const CONVERSATION = `CH${'0'.repeat(32)}`;
const MARA = '003000000000001AAA';
/** Mara's Person Account. */
const PERSON = '001000000000001AAA';
const LIMITS = { maxQueued: 1_000, maxBytes: 1_000_000_000 };

let folder: string;
let store: Store;
let app: Awaited<ReturnType<typeof startTestApp>>;
let state: { trigger: string; draining: boolean; woken: number; since: Date | undefined };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontline-operations-'));
  store = await openStore({ dataDir: folder, clock: systemClock });
  state = { trigger: 'Running', draining: false, woken: 0, since: undefined };
  const wired = wireOperations({
    limits: LIMITS,
    signingKeys: ['a signing key'],
    store,
    salesforce: {
      triggers: { all: () => Promise.resolve([{ ...ACTIVITY_TRIGGER, status: state.trigger }]) },
      breaker: () => 'closed',
      directoryProblems: () => [],
      sameCustomer: (recordId) => Promise.resolve(recordId === PERSON ? [PERSON, MARA] : [recordId]),
    },
    twilio: { breaker: () => 'open' },
    dependencies: { health: () => ({ twilio: { status: 'up' } }) },
    reconciliation: {
      status: () => ({ state: state.since ? 'running' : 'idle', conversations: 0, messages: 0, missing: 0, refused: 0 }),
      begin: (since: Date) => state.since === undefined && ((state.since = since), true),
    } satisfies Reconciliation,
    isDraining: () => state.draining,
    wake: () => (state.woken += 1),
  });
  app = await startTestApp(wired.operations);
});
afterEach(async () => {
  await app.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const KNOWN = { authorization: `Bearer ${GATEWAY_TOKEN}`, 'x-frontline-operator': 'ana@desk' };
const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = KNOWN) => {
  const response = await fetch(`${app.url}/salesforce/v1/operations${path}`, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
};
const get = (path: string) => call('GET', path);
const post = (path: string, body?: unknown) => call('POST', path, body);

/** A dead letter as a webhook that does not parse leaves one. */
const bury = (name: string, { kind = 'onMessageAdded', reason = 'The webhook does not parse: missing or malformed Index.' } = {}) =>
  store.inbox.acceptDead(
    { key: `${kind}:${name}`, lane: name, conversationSid: CONVERSATION, kind, payload: '{"Body":"Good morning"}' },
    reason,
  );
const idsOf = ({ body }: { body: Record<string, unknown> }) => (body.letters as { id: string }[]).map(({ id }) => id);
const audited = async () => {
  const entries = (await get('/audit')).body.entries as { who: string; action: string; subject: string }[];
  return entries.map(({ who, action, subject }) => `${who} ${action} ${subject}`);
};

describe('who may', () => {
  it.each(['/status', '/dead-letters', '/nonsense'])('%s: 401 without the token, before anything else', async (path) => {
    expect((await call('GET', path, undefined, {})).status).toBe(401);
    expect((await call('POST', path, {}, { authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('change something: only who says who it is, in JSON', async () => {
    await bury('a');
    const path = '/dead-letters/inbox:onMessageAdded:a/discard';
    const { authorization } = KNOWN;
    const unsigned = await call('POST', path, {}, { authorization });
    expect([unsigned.status, unsigned.body]).toMatchObject([
      400,
      { error: { message: expect.stringContaining('X-Frontline-Operator') as unknown } },
    ]);
    expect((await call('POST', path, {}, { ...KNOWN, 'x-frontline-operator': '\u00e4' })).status).toBe(400);
    expect((await call('POST', path, {}, { ...KNOWN, 'x-frontline-operator': "UTF-8''a%0Ab" })).status).toBe(400);
    expect((await call('POST', path, {}, { ...KNOWN, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call('POST', path, {}, { authorization, 'x-frontline-user': '005000000000001AAA' })).status).toBe(200);
    expect(await audited()).toEqual(['Salesforce user 005000000000001AAA discard inbox:onMessageAdded:a']);
  });
});

it('keeps a name in any letters', async () => {
  await bury('a');
  const headers = { ...KNOWN, 'x-frontline-operator': "UTF-8''Ren%C3%A9%20Dupr%C3%A9" };
  expect((await call('POST', '/dead-letters/inbox:onMessageAdded:a/discard', {}, headers)).status).toBe(200);
  expect(await audited()).toEqual(['Ren\u00e9 Dupr\u00e9 discard inbox:onMessageAdded:a']);
});

describe('status', () => {
  it('tells all, and is kept by nobody', async () => {
    await bury('a');
    const { status, headers, body } = await get('/status');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      gateway: { version: '0.1.0', isDraining: false },
      problems: [{ code: 'dead_letters', severity: 'warning', command: 'dead-letters list' }],
      dependencies: { store: { status: 'up' }, twilio: { status: 'up' }, trigger: { status: 'up' } },
      breakers: { salesforce: 'closed', twilio: 'open' },
      queues: { inbox: { waiting: 0, dead: 1 }, outbox: { waiting: 0, dead: 0 } },
      receipts: { waiting: 0, oldestAgeSeconds: 0 },
      usage: { maxQueued: 1_000 },
      triggers: [{ name: 'FrontlineActivityTrigger', status: 'Running', retries: 0 }],
      duties: [],
      reconciliation: { state: 'idle' },
    });
  });

  it('says that the trigger is suspended, as health does', async () => {
    state.trigger = 'Suspended';
    expect((await get('/status')).body).toMatchObject({
      problems: [{ code: 'trigger_stopped', severity: 'critical' }],
      dependencies: { trigger: { status: 'down' } },
    });
  });

  it('answers also when the store does not', async () => {
    await store.close();
    const { status, body } = await get('/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({ problems: [{ code: 'store_down' }], dependencies: { store: { status: 'down' } } });
    expect(body).not.toHaveProperty('queues');
  });
});

describe('dead letters', () => {
  it('are listed page by page, without what is in them', async () => {
    for (const name of ['a', 'b', 'c']) await bury(name);
    const first = await get('/dead-letters?limit=2');
    expect(JSON.stringify(first.body)).not.toContain('Good morning');
    const second = await get(`/dead-letters?limit=2&after=${encodeURIComponent(first.body.next as string)}`);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(['a', 'b', 'c'].map((name) => `inbox:onMessageAdded:${name}`));
    expect(second.body).not.toHaveProperty('next');
  });

  it('are listed by what they have in common, page by page, also where few match', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await bury(name, { kind: name === 'b' ? 'onDeliveryUpdated' : 'onMessageAdded' });
    const first = await get('/dead-letters?limit=2&kind=onMessageAdded');
    expect(idsOf(first)).toEqual(['inbox:onMessageAdded:a', 'inbox:onMessageAdded:c']);
    const second = await get(`/dead-letters?limit=2&kind=onMessageAdded&after=${encodeURIComponent(first.body.next as string)}`);
    expect([idsOf(second), second.body.next]).toEqual([['inbox:onMessageAdded:d'], undefined]);
    expect((await get('/dead-letters?kind=onMessage%25')).body).toEqual({ letters: [] });
    expect(idsOf(await get('/dead-letters?queue=inbox&reason=DOES%20NOT&kind=onDeliveryUpdated'))).toEqual(['inbox:onDeliveryUpdated:b']);
  });

  it('show what is in them to a reader who is named, and remember that', async () => {
    await bury('a');
    const path = '/dead-letters/inbox:onMessageAdded:a';
    expect((await get(path)).body).toMatchObject({ conversationSid: CONVERSATION, attempts: 0 });
    expect((await get(path)).body).not.toHaveProperty('payload');
    expect((await get(`${path}?payload=true`)).body).toMatchObject({ payload: { Body: 'Good morning' } });
    expect((await call('GET', `${path}?payload=true`, undefined, { authorization: KNOWN.authorization })).status).toBe(400);
    expect(await audited()).toEqual(['ana@desk read inbox:onMessageAdded:a']);
  });

  it('go back to work one by one', async () => {
    await bury('a');
    expect((await post('/dead-letters/inbox:onMessageAdded:a/replay')).body).toEqual({ id: 'inbox:onMessageAdded:a', outcome: 'replayed' });
    expect((await store.backlog.counts()).inbox).toMatchObject({ ready: 1, dead: 0 });
    expect(state.woken).toBe(1);
    expect((await post('/dead-letters/inbox:onMessageAdded:a/replay')).status).toBe(404);
    expect(await audited()).toEqual(['ana@desk replay inbox:onMessageAdded:a']);
  });

  it('go back to work by what they have in common', async () => {
    await bury('a');
    await bury('b', { kind: 'onDeliveryUpdated' });
    await bury('c', { reason: 'Salesforce refused it.' });
    expect((await post('/dead-letters/replay', { kind: 'onMessageAdded', reason: 'DOES NOT parse' })).body).toEqual({
      seen: 3,
      replayed: 1,
    });
    expect((await post('/dead-letters/replay', {})).body).toEqual({ seen: 2, replayed: 2 });
    expect(await audited()).toHaveLength(3);
  });

  it('are given up for good', async () => {
    await bury('a');
    expect((await post('/dead-letters/inbox:onMessageAdded:a/discard')).body).toMatchObject({ outcome: 'discarded' });
    expect((await get('/dead-letters')).body).toEqual({ letters: [] });
  });

  it.each([
    ['GET', '/dead-letters?limit=0', undefined, 'limit'],
    ['GET', '/dead-letters?limit=201', undefined, 'limit'],
    ['GET', '/dead-letters?limit=x', undefined, 'limit: must be a whole number from 1 to 200'],
    ['GET', `/dead-letters?kind=${'x'.repeat(101)}`, undefined, 'kind'],
    ['GET', '/dead-letters?page=2', undefined, 'page'],
    ['GET', '/dead-letters?after=never-given', undefined, 'after'],
    ['POST', '/dead-letters/replay', { conversationSid: 'CH1' }, 'conversationSid'],
    ['POST', '/dead-letters/replay', { everything: true }, 'everything'],
    ['POST', '/reconciliation', { since: 'yesterday' }, 'since'],
    ['POST', '/reconciliation', { since: '2999-01-01T00:00:00Z' }, 'since'],
    ['POST', '/purge', {}, 'address'],
    ['POST', '/purge', { address: '+14155550132', conversationSid: CONVERSATION }, 'address'],
    ['POST', '/purge', { address: '415 555 0132' }, 'E.164'],
    ['POST', '/purge', { recordId: '005000000000001AAA' }, 'recordId'],
    ['POST', '/purge', { recordId: MARA.toLowerCase() }, 'recordId'],
  ])('%s %s %j: 400 that names it', async (method, path, body, name) => {
    const answer = await call(method, path, body);
    expect([answer.status, answer.body]).toMatchObject([400, { error: { message: expect.stringContaining(name) as unknown } }]);
  });

  it('take no body of more than 16 KB, and none that is not JSON', async () => {
    expect((await post('/dead-letters/replay', { reason: 'x'.repeat(20_000) })).status).toBe(413);
    const init = { method: 'POST', headers: { ...KNOWN, 'content-type': 'application/json' }, body: '{' };
    expect((await fetch(`${app.url}/salesforce/v1/operations/purge`, init)).status).toBe(400);
  });
});

describe('reconciliation and purge', () => {
  it('start one comparison, not two', async () => {
    const since = '2026-01-05T09:00:00.000Z';
    const first = await post('/reconciliation', { since });
    expect([first.status, first.body]).toMatchObject([202, { isStarted: true, status: { state: 'running' } }]);
    expect((await post('/reconciliation', { since })).body).toMatchObject({ isStarted: false });
    expect(await audited()).toEqual([
      `ana@desk reconcile since ${since}: not started, one was under way`,
      `ana@desk reconcile since ${since}`,
    ]);
    expect(state.since?.toISOString()).toBe(since);
    expect((await get('/reconciliation')).body).toMatchObject({ state: 'running' });
  });

  it('erase a customer under both addresses, and name what they cannot reach', async () => {
    await bury('a');
    await store.memory.learn({ conversationSid: CONVERSATION, customerAddress: 'whatsapp:+14155550132' });
    const { body } = await post('/purge', { address: '+14155550132' });
    expect(body).toMatchObject({ conversations: 1, entries: 1, activities: 0 });
    expect((body.remains as { where: string }[]).map(({ where }) => where)).toContain('Salesforce');
    expect((await get('/dead-letters')).body).toEqual({ letters: [] });
    expect(await audited()).toEqual(['ana@desk purge address whatsapp:+***32', 'ana@desk purge address +***32']);
  });

  it.each([
    ['a Contact', MARA],
    ['a Contact, by its short Id', MARA.slice(0, 15)],
    ['a Person Account', PERSON],
  ])('erase %s: its conversations, and what waits to be sent to it', async (_what, recordId) => {
    await store.memory.learn({ conversationSid: CONVERSATION, customerId: MARA });
    await store.memory.learn({ conversationSid: `CH${'1'.repeat(32)}`, customerId: '003000000000002AAA' });
    await bury('a');
    const request = { clientKey: '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10', recordId: MARA, channel: 'sms', text: 'Hello' } as const;
    await store.inbox.accept(sendEntry({ userId: '005000000000001AAA', by: 'flow', askedAt: new Date(0).toISOString(), request }));
    expect((await post('/purge', { recordId })).body).toMatchObject({ conversations: 1, entries: 2, activities: 0 });
    expect((await store.backlog.counts()).inbox).toMatchObject({ ready: 0, dead: 0 });
    expect(await store.memory.recall(CONVERSATION)).toBeUndefined();
    expect(await store.memory.recall(`CH${'1'.repeat(32)}`)).toBeDefined();
    expect(await audited()).toEqual([`ana@desk purge record ${recordId}`]);
  });
});
