import { afterEach, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openStore, type Store } from './open-store.ts';
import { postgresForTests, onShared } from './testing/engines.ts';
import { activity, entry, NO_LIMITS, published } from './testing/entries.ts';

const LEASE_MS = 5_000;

/** What is held right now; throws when somebody takes what another has. */
function holding() {
  const held = new Set<string>();
  return {
    take: (name: string) => {
      if (held.has(name)) throw new Error(`${name} is held twice`);
      held.add(name);
    },
    give: (name: string) => void held.delete(name),
  };
}

onShared('several gateways on one $name', () => {
  let stores: Store[];
  let databaseUrl: string;

  beforeEach(async () => {
    databaseUrl = await (await postgresForTests()).createDatabase();
    stores = await Promise.all([1, 2, 3].map(() => openStore({ databaseUrl })));
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  const storeAt = (place: number): Store => stores[place % stores.length] ?? raise();
  const raise = (): never => {
    throw new Error('no store');
  };

  /** Works until everything expected is in the outbox; what was worked, in order. */
  async function work(store: Store, lanes: ReturnType<typeof holding>, worked: string[], total: number): Promise<void> {
    while (worked.length < total) {
      for (const claim of await store.workQueue.claimLanes({ limit: 2, leaseMs: LEASE_MS })) {
        lanes.take(claim.lane);
        for (let next = await store.workQueue.next(claim); next; next = await store.workQueue.next(claim)) {
          const { key, conversationSid } = next;
          expect(await store.workQueue.complete(next, [activity({ key, conversationSid, index: Number(key.split('-')[1]) })])).toBe('kept');
          worked.push(key);
        }
        lanes.give(claim.lane);
        await store.workQueue.release(claim);
      }
    }
  }

  async function publish(store: Store, conversations: ReturnType<typeof holding>, sent: string[], total: number): Promise<void> {
    while (sent.length < total) {
      const batch = await store.outbox.claimBatch({ ...NO_LIMITS, maxEvents: 7, leaseMs: LEASE_MS });
      for (const { conversationSid } of batch.claims) conversations.take(conversationSid);
      sent.push(...batch.items.map((item) => item.activity.dedupeKey));
      for (const { conversationSid } of batch.claims) conversations.give(conversationSid);
      const { lost } = await store.outbox.settle(
        batch,
        batch.items.map((item) => published(item.activity.dedupeKey)),
      );
      expect(lost).toEqual([]);
    }
  }

  it('work and publish everything once, each lane in order, and never the same at the same time', async () => {
    let round = 0;
    const history = async (lanes: readonly number[]) => {
      round += 1;
      const keys = lanes.map((lane, number) => ({ lane: `CH${round}.${lane}`, key: `k${round}.${lane}-${number}` }));
      const worked: string[] = [];
      const sent: string[] = [];
      const accepting = Promise.all(keys.map(({ lane, key }, number) => storeAt(number).inbox.accept(entry({ key, lane }))));
      const laneHolding = holding();
      const publishHolding = holding();
      await Promise.all([
        accepting,
        ...stores.map((store) => work(store, laneHolding, worked, keys.length)),
        ...stores.map((store) => publish(store, publishHolding, sent, keys.length)),
      ]);
      expect([...worked].sort()).toEqual(keys.map(({ key }) => key).sort());
      expect([...sent].sort()).toEqual(keys.map(({ key }) => key).sort());
      expect((await storeAt(0).workQueue.claimLanes({ limit: 10, leaseMs: 1 })).length).toBe(0);
    };
    await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 5, maxLength: 40 }), history), { numRuns: 6 });
  }, 60_000);

  it('take over from one that died when its lease has run out by the clock of the database', async () => {
    const [dead, alive] = [storeAt(0), storeAt(1)];
    await dead.inbox.accept(entry());
    const [lost] = await dead.workQueue.claimLanes({ limit: 1, leaseMs: 300 });
    const before = lost && (await dead.workQueue.next(lost));
    if (!before) throw new Error('nothing was due');
    expect(await alive.workQueue.claimLanes({ limit: 1, leaseMs: LEASE_MS })).toEqual([]);
    let claims = await alive.workQueue.claimLanes({ limit: 1, leaseMs: LEASE_MS });
    while (claims.length === 0) claims = await alive.workQueue.claimLanes({ limit: 1, leaseMs: LEASE_MS });
    expect(await dead.workQueue.complete(before, [activity()])).toBe('lost');
    expect(await dead.workQueue.renew(before.claim, LEASE_MS)).toBe('lost');
    expect((await alive.backlog.counts()).outbox.ready).toBe(0);
  });

  it('know the same time, whatever their own clocks say', async () => {
    const clock = Date.now;
    try {
      const [early, late] = [storeAt(0), storeAt(1)];
      await early.inbox.accept(entry());
      Date.now = () => clock() - 3_600_000;
      expect(await early.workQueue.claimLanes({ limit: 1, leaseMs: 60_000 })).toHaveLength(1);
      Date.now = () => clock() + 3_600_000;
      expect(await late.workQueue.claimLanes({ limit: 1, leaseMs: 60_000 })).toEqual([]);
    } finally {
      Date.now = clock;
    }
  });

  it('store the same webhook once, though each is given it at the same moment', async () => {
    const keys = Array.from({ length: 60 }, (_, number) => `k${number}`);
    const answers = await Promise.all(keys.flatMap((key) => stores.map((store) => store.inbox.accept(entry({ key, lane: `CH${key}` })))));
    expect(answers.filter((answer) => answer === 'stored')).toHaveLength(60);
  });
});
