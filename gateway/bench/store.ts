// node gateway/bench/store.ts [ROWS]: what the store alone costs, on each engine that the host has (ONLY=sqlite, ONLY=pg: on one).
// One JSON line a figure; the last of each engine is of a store in which so many rows wait.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import type { Activity } from '../src/pipeline/activity.ts';
import { openStore, type Store } from '../src/store/open-store.ts';
import { findPostgres } from '../src/store/testing/find-postgres.ts';
import { startPostgres } from '../src/store/testing/postgres-server.ts';
import { MACHINE } from './machine.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ACCEPTED = 20_000;
const WRITERS = 50;
const CONVERSATIONS = 200;
const CONVERSATIONS_FULL = 20_000;
const LANES = 16;
const LEASE_MS = 30_000;

const PAYLOAD = JSON.stringify({
  EventType: 'onMessageAdded',
  Body: 'Hello, are my papers ready? I can come by tomorrow at ten.',
  filler: 'x'.repeat(300),
});

const sid = (prefix: string, number: number) => prefix + number.toString(16).padStart(32, '0');

interface Bench {
  readonly engine: string;
  readonly open: () => Promise<Store>;
  /** What another process needs to open the same. */
  readonly where: string;
}

const say = (figure: string, values: object) => console.log(JSON.stringify({ figure, ...values, machine: MACHINE }));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** How many a second; and how many a second of this process's own processor time, which other programs on the machine do not change. */
async function rate(
  work: () => Promise<number>,
): Promise<{ readonly rows: number; readonly perSecond: number; readonly perCpuSecond: number }> {
  const before = process.cpuUsage();
  const start = performance.now();
  const rows = await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { rows, perSecond: Math.round(rows / seconds), perCpuSecond: Math.round(rows / ((user + system) / 1e6)) };
}

async function inParallel(writers: number, count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let number = next++; number < count; number = next++) await work(number);
    }),
  );
}

const accept = (store: Store, number: number, conversations = CONVERSATIONS) => {
  const lane = sid('CH', number % conversations);
  return store.inbox.accept({ key: sid('IM', number), lane, conversationSid: lane, kind: 'onMessageAdded', payload: PAYLOAD });
};

const activityOf = (key: string, conversationSid: string): Activity => ({
  key,
  dedupeKey: key,
  kind: 'message',
  conversationSid,
  index: Number.parseInt(key.slice(-12), 16),
  occurredAt: '2026-01-05T09:00:00Z',
  body: PAYLOAD,
});

/** Works what is due until nothing is, as the worker does: so many lanes at a time, each in order. */
async function drain(store: Store): Promise<number> {
  let worked = 0;
  const workOne = async () => {
    for (let [claim] = await claimOne(); claim; [claim] = await claimOne()) {
      for (let entry = await store.workQueue.next(claim); entry; entry = await store.workQueue.next(claim)) {
        await store.workQueue.complete(entry, [activityOf(entry.key, entry.conversationSid)]);
        worked += 1;
      }
      await store.workQueue.release(claim);
    }
  };
  const claimOne = () => store.workQueue.claimLanes({ limit: 1, leaseMs: LEASE_MS });
  await Promise.all(Array.from({ length: LANES }, workOne));
  return worked;
}

/** Publishes everything, three batches at a time. */
async function publish(store: Store): Promise<number> {
  let published = 0;
  const publishOne = async () => {
    for (;;) {
      const batch = await store.outbox.claimBatch({ maxEvents: 200, maxBytes: 3_000_000, leaseMs: LEASE_MS });
      if (batch.items.length === 0) return;
      await store.outbox.settle(
        batch,
        batch.items.map(({ activity: { dedupeKey } }) => ({ dedupeKey, outcome: 'published', replayId: 'AAAB' })),
      );
      published += batch.items.length;
    }
  };
  await Promise.all([publishOne(), publishOne(), publishOne()]);
  return published;
}

async function confirm(store: Store): Promise<number> {
  let confirmed = 0;
  for (let due = await store.published.due(200); due.length > 0; due = await store.published.due(200)) {
    await store.published.settle(due.map(({ activity: { dedupeKey, key } }) => ({ dedupeKey, key, fate: 'task' })));
    confirmed += due.length;
  }
  return confirmed;
}

async function measureWay({ engine, open }: Bench): Promise<void> {
  const store = await open();
  const accepting = (writers: number, count: number, first: number) => async () => {
    await inParallel(writers, count, (number) => accept(store, first + number));
    return count;
  };
  say('store: accept', { engine, writers: 1, ...(await rate(accepting(1, 1_000, 1_000_000))) });
  say('store: accept', { engine, writers: WRITERS, ...(await rate(accepting(WRITERS, ACCEPTED, 0))) });
  say('store: claim + next + complete', { engine, ...(await rate(() => drain(store))) });
  say('store: claim + settle a batch', { engine, ...(await rate(() => publish(store))) });
  say('store: confirm receipts', { engine, ...(await rate(() => confirm(store))) });
  await store.close();
}

/** In a process of its own: opens a full store, and says what that costs. */
async function measureFull(engine: string, where: string): Promise<void> {
  let store: Store | undefined;
  const openMs = await timed(async () => (store = await openAt(where)));
  if (!store) return;
  const full = store;
  const waits: Record<string, number> = { openMs };
  waits.countsMs = await timed(() => full.backlog.counts());
  waits.countsAgainMs = await timed(() => full.backlog.counts());
  waits.claim16LanesMs = await timed(() => full.workQueue.claimLanes({ limit: 16, leaseMs: LEASE_MS }));
  waits.claimBatchMs = await timed(() => full.outbox.claimBatch({ maxEvents: 200, maxBytes: 3_000_000, leaseMs: LEASE_MS }));
  waits.accept1000Ms = await timed(() => inParallel(WRITERS, 1_000, (number) => accept(full, 100_000_000 + number)));
  const rounded = Object.fromEntries(Object.entries(waits).map(([name, ms]) => [name, Math.round(ms * 10) / 10]));
  say('store: full', { engine, rows: ROWS, ...rounded, rssMb: Math.round(process.memoryUsage().rss / 1e6) });
  await full.close();
}

const openAt = (where: string) =>
  where.startsWith('postgres:') ? openStore({ databaseUrl: where }) : openStore({ dataDir: where, clock: systemClock });

/** What one entry may bring at most here, so that filling takes minutes and not hours. */
const ACTIVITIES_AT_ONCE = 1_000;

/** Half of the rows wait in the inbox, half in the outbox. */
async function fill(store: Store): Promise<void> {
  for (let first = 0; first < ROWS / 2; first += ACTIVITIES_AT_ONCE) {
    const key = `fill-${first}`;
    await store.inbox.accept({ key, lane: key, conversationSid: key, kind: 'fill', payload: '{}' });
    const [claim] = await store.workQueue.claimLanes({ limit: 1, leaseMs: LEASE_MS });
    const entry = claim && (await store.workQueue.next(claim));
    if (!entry) throw new Error('nothing is due');
    const numbers = Array.from({ length: ACTIVITIES_AT_ONCE }, (_, place) => 10_000_000 + first + place);
    await store.workQueue.complete(
      entry,
      numbers.map((number) => activityOf(sid('IM', number), sid('CH', number % CONVERSATIONS_FULL))),
    );
    await store.workQueue.release(entry.claim);
  }
  await inParallel(500, ROWS / 2, (number) => accept(store, 50_000_000 + number, CONVERSATIONS_FULL));
}

async function measure(bench: Bench): Promise<void> {
  await measureWay(bench);
  const store = await bench.open();
  await fill(store);
  await store.close();
  process.stdout.write(
    execFileSync(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      import.meta.filename,
      String(ROWS),
      bench.engine,
      bench.where,
    ]),
  );
}

const [, , , engine, where] = process.argv;
if (engine !== undefined && where !== undefined) {
  await measureFull(engine, where);
} else {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontline-bench-'));
  if (process.env.ONLY !== 'pg') await measure({ engine: 'SQLite', where: dataDir, open: () => openAt(dataDir) });
  await rm(dataDir, { recursive: true });
  if (process.env.ONLY !== 'sqlite' && findPostgres() !== undefined) {
    const server = await startPostgres();
    const databaseUrl = await server.createDatabase();
    await measure({ engine: 'PostgreSQL', where: databaseUrl, open: () => openAt(databaseUrl) });
    await server.close();
  }
}
