import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors.ts';
import { createLog } from '../log.ts';
import { IN_PROCESS, type TestStore } from '../store/testing/engines.ts';
import { memoryConversations } from '../testing/memory-conversations.ts';
import { memoryDirectory } from '../testing/memory-directory.ts';
import { worldSources, type WorldUser } from '../testing/routing-world.ts';
import { followOwners } from './follow-owners.ts';
import { readOwnerChange } from './owner-entry.ts';
import { reassign } from './reassign.ts';

const CH = `CH${'1'.repeat(32)}`;
const RECORD = '003000000000001AAA';
const customer = { sid: 'MB-mara', address: '+14155550132', proxyAddress: '+14155550100', attributes: {} };

let kept: TestStore;
beforeEach(async () => {
  const [sqlite] = IN_PROCESS;
  if (!sqlite) throw new Error('there is always SQLite');
  kept = await sqlite.open();
});
afterEach(() => kept.destroy());

interface Change {
  /** Who owns the customer now. */
  readonly owner?: string;
  readonly users?: Readonly<Record<string, WorldUser>>;
}

/** Ana has a conversation because Mara is hers; then Mara gets another owner. */
async function setUp({ owner = 'ben@x', users = {} }: Change = {}) {
  const { store, time } = kept;
  const everybody: Record<string, WorldUser> = { 'ana@x': { app: {} }, 'ben@x': { app: {} }, 'desk@x': { app: {} }, ...users };
  const { api, state } = memoryConversations({ sid: CH, attributes: {} }, [customer, { sid: 'MB-ana', identity: 'ana@x', attributes: {} }]);
  const ownership = { recordId: RECORD, of: 'record', ownerId: '005-ana@x' } as const;
  await store.decisions.keep({ conversationSid: CH, worker: 'ana@x', reason: 'Given to ana@x', rule: 'owner', ownership });
  const directory = memoryDirectory([{ id: RECORD, name: 'Mara Quist', worker: owner, phones: ['+14155550132'] }]);
  const now = { owner };
  const world = worldSources({
    rules: [],
    calendar: { hours: [], holidays: [] },
    users: everybody,
    groups: {},
    accountOwners: {},
    lastReps: {},
    defaultWorker: 'desk@x',
  });
  const entries: string[] = [];
  const deps = {
    ...world,
    ...store,
    owners: { of: () => Promise.resolve(new Map([[RECORD, { owner: { id: `005-${now.owner}`, worker: now.owner, isActive: true } }]])) },
    directory,
    conversations: api,
    clock: time.clock,
    log: createLog({ level: 'silent' }),
    news: { tell: () => Promise.resolve() },
    inbox: {
      accept: ({ key, payload }: { key: string; payload: string }) => {
        if (entries.includes(key)) return Promise.resolve('duplicate' as const);
        entries.push(key);
        waiting.push(payload);
        return Promise.resolve('stored' as const);
      },
    },
  };
  const waiting: string[] = [];
  const round = followOwners(deps);
  const handle = reassign(deps);
  return {
    state,
    everybody,
    now,
    entries,
    handle,
    /** One round of the duty, and whatever it has looked into. */
    follow: async () => {
      await round(() => false);
      const notes = [];
      for (const payload of waiting.splice(0)) notes.push(...(await handle(readOwnerChange(payload))));
      return notes;
    },
    standing: () => store.reassignments.find(CH),
    present: () => state.participants.flatMap(({ identity }) => identity ?? []),
  };
}

describe('a customer gets another owner', () => {
  it('and the conversation goes there: the new one joins, the old one leaves, a note says so', async () => {
    const { follow, state, standing, present } = await setUp();
    const notes = await follow();
    expect(state.writes).toEqual(['worker ben@x', 'removal']);
    expect(present()).toEqual(['ben@x']);
    const after = await standing();
    expect(after?.decision).toMatchObject({ worker: 'ben@x', ownership: { recordId: RECORD, ownerId: '005-ben@x' } });
    expect(after?.decision.reason).toMatch(/^Moved from ana@x to ben@x, the new owner\.\n/);
    expect(notes).toEqual([
      expect.objectContaining({
        kind: 'note',
        key: `${CH}-moved-3`,
        whoId: RECORD,
        ownerId: '005-ben@x',
        subject: 'Conversation moved to ben@x',
      }),
    ]);
    expect(await follow()).toEqual([]);
  });

  it('once, however often it is cut short', async () => {
    const { follow, state, present, handle } = await setUp();
    const failure = new GatewayError('upstream_failed', 'down');
    const notes = [];
    // Each call of Twilio fails once, one after another: participants, joining, participants again, leaving.
    for (const step of [0, 1, 2, 3]) {
      state.failures.push(...Array.from({ length: step }, () => undefined as unknown as Error), failure);
      await follow().catch(() => undefined);
      state.failures.length = 0;
    }
    for (let tries = 0; tries < 3; tries += 1) notes.push(...(await handle({ conversationSid: CH, version: 1 })));
    expect(present()).toEqual(['ben@x']);
    expect(new Set(notes.map(({ dedupeKey }) => dedupeKey))).toEqual(new Set([`note:${CH}-moved-3`]));
  });

  it('which says nothing to a conversation that somebody moved by hand, then or later', async () => {
    const { follow, state, standing, present, now } = await setUp();
    state.participants.push({ sid: 'MB-cy', identity: 'cy@x', attributes: {} });
    expect(await follow()).toEqual([]);
    expect(present()).toEqual(['ana@x', 'cy@x']);
    expect((await standing())?.decision).toMatchObject({ worker: 'ana@x', reason: expect.stringMatching(/^Left where it is: somebody/) });
    now.owner = 'desk@x';
    expect(await follow()).toEqual([]);
    expect(state.writes).toEqual([]);
  });

  it('who cannot take it: it stays, with the reason, and goes as soon as something about them changes', async () => {
    const { follow, state, standing, everybody, entries } = await setUp({ users: { 'ben@x': {} } });
    expect(await follow()).toEqual([]);
    expect((await standing())?.decision).toMatchObject({ worker: 'ana@x', ownership: { ownerId: '005-ana@x' } });
    expect((await standing())?.decision.reason).toMatch(
      /^Stays with ana@x: the new owner cannot take it\.\n[^]*ben@x has never logged in to Frontline/,
    );
    await follow();
    await follow();
    expect(entries).toHaveLength(1);
    everybody['ben@x'] = { app: {} };
    expect(await follow()).toHaveLength(1);
    expect(state.writes).toEqual(['worker ben@x', 'removal']);
  });

  it('who is in as many conversations as fit: it stays', async () => {
    const { follow, state, standing, present } = await setUp();
    state.failures.push(undefined as unknown as Error, new GatewayError('upstream_rejected', 'full', { upstreamCode: '50214' }));
    expect(await follow()).toEqual([]);
    expect(present()).toEqual(['ana@x']);
    expect((await standing())?.decision.reason).toMatch(/^Stays with ana@x: ben@x is in as many conversations as Twilio allows\./);
  });

  it('and back again before anybody looked: nothing happens', async () => {
    const { follow, state, now } = await setUp();
    now.owner = 'ana@x';
    expect(await follow()).toEqual([]);
    expect(state.writes).toEqual([]);
  });

  it('after it was closed: nothing happens', async () => {
    const { follow, state, handle } = await setUp();
    await kept.store.states.keep({ conversationSid: CH, state: 'closed', at: new Date() });
    expect(await follow()).toEqual([]);
    expect(await handle({ conversationSid: CH, version: 1 })).toEqual([]);
    expect(state.writes).toEqual([]);
  });
});
