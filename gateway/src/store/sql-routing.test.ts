import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RoutingDecision } from '../routing/decision.ts';
import type { Store } from './open-store.ts';
import { ENGINES, onShared, type TestStore } from './testing/engines.ts';

const MEMBERS = ['ana@x', 'ben@x', 'cy@x'];
const DRAWS = 10_000;
// Each draw waits for the disk before the next gateway may look: 10,000 take half a minute there, and show no more than these.
const SHARED_DRAWS = 3_000;
// As many as a gateway has under way: more would only wait for one another.
const AT_ONCE = 8;

const decisionFor =
  (conversationSid: string) =>
  (worker: string): RoutingDecision => ({ conversationSid, worker, reason: `${worker} is next` });
const ownership = { recordId: '003A', of: 'record', ownerId: '005A' } as const;
const owned = (conversationSid: string): RoutingDecision => ({
  conversationSid,
  worker: 'ana@x',
  reason: 'owns',
  rule: 'owner',
  ownership,
});

/** Draws turns for as many conversations, some at a time; answers how often each member got one. */
async function draw(store: Store, { prefix, draws }: { readonly prefix: string; readonly draws: number }): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let next = 0;
  const drawer = async () => {
    while (next < draws) {
      const sid = `${prefix}${next++}`;
      const { worker = '' } = await store.decisions.keepInTurn(sid, { ring: 'sales', members: MEMBERS, decide: decisionFor(sid) });
      counts.set(worker, (counts.get(worker) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, drawer));
  return counts;
}

const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

describe.each(ENGINES)('routing on $name', ({ open }) => {
  let kept: TestStore;
  beforeEach(async () => (kept = await open()));
  afterEach(() => kept.destroy());

  it('gives turns that differ by one at most, also across a restart', async () => {
    const before = await draw(kept.store, { prefix: 'CHa', draws: 100 });
    await kept.reopen();
    const after = await draw(kept.store, { prefix: 'CHb', draws: 101 });
    expect(spread(MEMBERS.map((member) => (before.get(member) ?? 0) + (after.get(member) ?? 0)))).toBeLessThanOrEqual(1);
  }, 60_000);

  it('takes one turn a conversation, however often and by whomever it is asked', async () => {
    const { decisions } = kept.store;
    const ask = () => decisions.keepInTurn('CH1', { ring: 'sales', members: MEMBERS, decide: decisionFor('CH1') });
    const all = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(all.map(({ worker }) => worker))).toEqual(new Set(['ana@x']));
    expect(await decisions.nextOf({ ring: 'sales', members: MEMBERS })).toBe('ben@x');
    expect(await decisions.nextOf({ ring: 'sales', members: MEMBERS })).toBe('ben@x');
  });

  it('gives who was away or is new one turn, not all that they missed', async () => {
    const { decisions } = kept.store;
    const next = async (sid: string, members: readonly string[]) =>
      (await decisions.keepInTurn(sid, { ring: 'sales', members, decide: decisionFor(sid) })).worker;
    for (let at = 0; at < 6; at += 1) await next(`CHx${at}`, ['ana@x', 'ben@x']);
    const turns = [];
    for (let at = 0; at < 4; at += 1) turns.push(await next(`CHy${at}`, MEMBERS));
    expect(turns).toEqual(['cy@x', 'ana@x', 'ben@x', 'cy@x']);
  });

  it('changes a decision that is as it was read, and no other', async () => {
    const { decisions, reassignments } = kept.store;
    await decisions.keep(owned('CH1'));
    const standing = await reassignments.find('CH1');
    expect(standing).toMatchObject({ decision: owned('CH1'), version: 1 });
    const moved = { ...owned('CH1'), worker: 'ben@x', ownership: { ...ownership, ownerId: '005B' } };
    expect(await reassignments.amend({ version: 1 }, { decision: moved, leaving: 'ana@x' })).toBe('kept');
    expect(await reassignments.amend({ version: 1 }, { decision: owned('CH1') })).toBe('lost');
    await kept.reopen();
    expect(await kept.store.reassignments.find('CH1')).toMatchObject({ decision: moved, version: 2, leaving: 'ana@x' });
    await kept.store.reassignments.amend({ version: 2 }, { decision: moved, refused: 'away' });
    const refused = await kept.store.reassignments.find('CH1');
    expect(refused).toMatchObject({ version: 3, refused: 'away' });
    expect(refused).not.toHaveProperty('leaving');
  });

  it('follows what an owner decided and is not closed, page by page', async () => {
    const { decisions, reassignments, states } = kept.store;
    await decisions.keep({ conversationSid: 'CH0', worker: 'desk@x', reason: 'default' });
    for (const sid of ['CH1', 'CH2', 'CH3', 'CH4']) await decisions.keep(owned(sid));
    await states.keep({ conversationSid: 'CH2', state: 'closed', at: new Date() });
    await states.keep({ conversationSid: 'CH3', state: 'inactive', at: new Date() });
    const first = await reassignments.followed({ limit: 2 });
    expect(first).toEqual(['CH1', 'CH3'].map((conversationSid) => ({ conversationSid, version: 1, ownership })));
    expect(await reassignments.followed({ after: 'CH3', limit: 2 })).toEqual([{ conversationSid: 'CH4', version: 1, ownership }]);
  });

  it('remembers who answered a customer last, until that is forgotten with the conversation', async () => {
    const { memory, lastReps, retention } = kept.store;
    const answered = (conversationSid: string, worker: string, at: number) =>
      lastReps.answered({ conversationSid, worker, at: new Date(at) });
    await answered('CH1', 'ana@x', 1);
    expect(await lastReps.lastRepOf('+1')).toBeUndefined();
    for (const conversationSid of ['CH1', 'CH2']) await memory.learn({ conversationSid, customerAddress: '+1' });
    await answered('CH1', 'ana@x', 10);
    await answered('CH2', 'ben@x', 20);
    await answered('CH2', 'cy@x', 15);
    expect(await lastReps.lastRepOf('+1')).toBe('ben@x');
    expect(await lastReps.lastRepOf('+2')).toBeUndefined();
    await retention.purgeDone(new Date(8_640_000_000_000_000));
    expect(await lastReps.lastRepOf('+1')).toBeUndefined();
  });
});

describe('turns over ten thousand conversations on one gateway with SQLite', () => {
  it('differ by one at most', async () => {
    const [sqlite] = ENGINES;
    if (!sqlite) throw new Error('there is always SQLite');
    const kept = await sqlite.open();
    const counts = await draw(kept.store, { prefix: 'CH', draws: DRAWS });
    await kept.destroy();
    expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(DRAWS);
    expect(spread([...counts.values()])).toBeLessThanOrEqual(1);
  }, 60_000);
});

onShared('turns over thousands of conversations on two gateways with one $name', ({ open }) => {
  it('differ by one at most', async () => {
    const kept = await open();
    const stores = [kept.store, await kept.another()];
    const shares = await Promise.all(stores.map((store, at) => draw(store, { prefix: `CH${at}-`, draws: SHARED_DRAWS / 2 })));
    await kept.destroy();
    const totals = MEMBERS.map((member) => shares.reduce((sum, share) => sum + (share.get(member) ?? 0), 0));
    expect(totals.reduce((sum, count) => sum + count)).toBe(SHARED_DRAWS);
    expect(spread(totals)).toBeLessThanOrEqual(1);
  }, 60_000);
});
