import { expect } from '@jest/globals';
import type { ClaimedEntry, LaneClaim } from '../../pipeline/work-queue.ts';
import type { TestEngine, TestStore } from './engines.ts';
import { activity, entry, LEASE_MS, nextItems } from './entries.ts';

/** What the test expects of a store, told step by step, and compared with what the store does. */
export interface QueueModel {
  accept(key: string, lane: string): Promise<void>;
  claim(limit: number): Promise<void>;
  /** One claim, perhaps one lost long ago, takes its next entry. */
  take(worker: number): Promise<void>;
  complete(worker: number): Promise<void>;
  putOff(worker: number): Promise<void>;
  release(worker: number): Promise<void>;
  crash(): Promise<void>;
  /** Works and publishes everything, and checks that each entry came to one activity, each lane in order. */
  finish(): Promise<void>;
}

interface Worker {
  readonly claim: LaneClaim;
  taken?: ClaimedEntry | undefined;
}

/** A model of the queues: per lane the keys accepted and not yet done, and which claim is the present one. */
export function createQueueModel(kept: TestStore, { isShared }: Pick<TestEngine, 'isShared'>): QueueModel {
  const waiting = new Map<string, string[]>();
  const accepted = new Set<string>();
  const done: string[] = [];
  const present = new Map<string, LaneClaim>();
  const workers: Worker[] = [];
  const pick = (number: number) => workers[number % Math.max(1, workers.length)];
  const isPresent = (claim: LaneClaim) => present.get(claim.lane) === claim;

  const model: QueueModel = {
    async accept(key, lane) {
      const isNew = !accepted.has(key);
      expect(await kept.store.inbox.accept(entry({ key, lane }))).toBe(isNew ? 'stored' : 'duplicate');
      if (isNew) waiting.set(lane, [...(waiting.get(lane) ?? []), key]);
      accepted.add(key);
    },
    async claim(limit) {
      const claims = await kept.store.workQueue.claimLanes({ limit, leaseMs: LEASE_MS });
      for (const claim of claims) present.set(claim.lane, claim);
      workers.push(...claims.map((claim) => ({ claim })));
    },
    async take(number) {
      const worker = pick(number);
      if (worker === undefined) return;
      worker.taken = await kept.store.workQueue.next(worker.claim);
      if (worker.taken !== undefined) expect(worker.taken.key).toBe(waiting.get(worker.claim.lane)?.[0]);
    },
    async complete(number) {
      const worker = pick(number);
      if (worker?.taken === undefined) return;
      const { claim, taken } = worker;
      const made = activity({ key: taken.key, conversationSid: claim.lane, index: done.length });
      const held = await kept.store.workQueue.complete(taken, [made]);
      expect(held).toBe(isPresent(claim) ? 'kept' : 'lost');
      worker.taken = undefined;
      if (held === 'lost' || waiting.get(claim.lane)?.[0] !== taken.key) return;
      done.push(taken.key);
      waiting.get(claim.lane)?.shift();
    },
    async putOff(number) {
      const worker = pick(number);
      if (worker?.taken === undefined) return;
      const held = await kept.store.workQueue.retryLater(worker.taken, { delayMs: 5_000, reason: 'an outage' });
      expect(held).toBe(isPresent(worker.claim) ? 'kept' : 'lost');
      worker.taken = undefined;
    },
    async release(number) {
      const worker = pick(number);
      if (worker === undefined) return;
      await kept.store.workQueue.release(worker.claim);
      if (isPresent(worker.claim)) present.delete(worker.claim.lane);
    },
    async crash() {
      await kept.reopen();
      // A file has nobody else who could still work. On a server one who was only slow may finish, until his lane is given to another.
      if (isShared) kept.time.advance(LEASE_MS);
      else present.clear();
    },
    async finish() {
      await model.crash();
      kept.time.advance(60_000);
      workers.length = 0;
      await model.claim(100);
      for (const [number, { claim }] of workers.entries()) {
        while ((waiting.get(claim.lane)?.length ?? 0) > 0) {
          await model.take(number);
          await model.complete(number);
        }
      }
      expect(await kept.store.backlog.counts()).toMatchObject({ inbox: { ready: 0, dead: 0 }, outbox: { ready: accepted.size } });
      const batch = await nextItems(kept.store);
      const published = batch.map((item) => item.activity);
      expect(published.map(({ key }) => key).sort()).toEqual([...accepted].sort());
      for (const lane of waiting.keys()) {
        const ofLane = published.filter(({ conversationSid }) => conversationSid === lane).map(({ key }) => key);
        expect(ofLane).toEqual(done.filter((key) => ofLane.includes(key)));
      }
    },
  };
  return model;
}
