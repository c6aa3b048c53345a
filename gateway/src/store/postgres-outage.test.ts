import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openStore, type Store } from './open-store.ts';
import { onShared } from './testing/engines.ts';
import { entry } from './testing/entries.ts';
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts';
import { startAcceptor } from './testing/start-acceptor.ts';

onShared('$name that goes away', () => {
  let server: PostgresServer;
  let databaseUrl: string;
  let store: Store | undefined;

  beforeAll(async () => (server = await startPostgres()));
  beforeEach(async () => (databaseUrl = await server.createDatabase()));
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });
  afterAll(() => server.close());

  it('refuses webhooks while it is gone, takes them again by itself, and has all that it acknowledged', async () => {
    const opened = (store = await openStore({ databaseUrl }));
    const acknowledged: string[] = [];
    const refusals = new Set<unknown>();
    let isOver = false;
    const accept = async (writer: number) => {
      for (let number = 0; !isOver; number++) {
        const key = `${writer}-${number}`;
        const answer = await opened.inbox.accept(entry({ key, lane: key })).catch((error: unknown) => error);
        if (answer === 'stored') acknowledged.push(key);
        else refusals.add((answer as { code?: unknown }).code);
        if (answer !== 'stored') await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const writing = Promise.all(Array.from({ length: 10 }, (_, writer) => accept(writer)));
    const more = async (count: number) => {
      const goal = acknowledged.length + count;
      while (acknowledged.length < goal) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await more(200);
    await server.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(opened.checkWritable()).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(opened.backlog.counts()).rejects.toMatchObject({ code: 'store_unavailable' });
    await server.start();
    await more(200);
    isOver = true;
    await writing;
    expect([...refusals]).toEqual(['store_unavailable']);
    const kept = new Set((await server.execute(databaseUrl, 'select key from inbox')).map(({ key }) => key));
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  }, 60_000);

  it('notices nothing when a later version adds a column to each table', async () => {
    const opened = (store = await openStore({ databaseUrl }));
    const facts = { conversationSid: 'CH1', customerAddress: '+12125550123' };
    await opened.memory.learn(facts);
    const pair = { customer: { channel: 'sms', number: '+12125550123' }, business: { channel: 'sms', number: '+12125550100' } } as const;
    const look = async () => {
      await opened.outbox.release(await opened.outbox.claimBatch({ maxEvents: 1, maxBytes: 1, leaseMs: 1 }));
      await opened.workQueue.next({ lane: 'none', owner: 'nobody', fence: 1 });
      await opened.deadLetters.list({ limit: 1 });
      await opened.published.due(1);
      await opened.auditLog.recent(1);
      await opened.dutyHolders.holders();
      await opened.states.closedBefore(new Date(), 1);
      await opened.decisions.recall('CH1');
      await opened.reassignments.find('CH1');
      await opened.reassignments.followed({ limit: 1 });
      await opened.consentWords.of(pair);
      await opened.sendResults.find('none');
      return opened.memory.recall('CH1');
    };
    const lookAll = () => Promise.all(Array.from({ length: 20 }, look));
    await lookAll(); // on every connection of the pool
    const tables = await server.execute(databaseUrl, `select tablename from pg_tables where schemaname = 'public'`);
    const added = tables.map(({ tablename }) => `alter table ${String(tablename)} add column of_the_next_version text`);
    await server.execute(databaseUrl, added.join('; '));
    expect(await lookAll()).toEqual(Array.from({ length: 20 }, () => facts));
  }, 60_000);

  it('outlives connections that the server ends while nobody uses them', async () => {
    const opened = (store = await openStore({ databaseUrl }));
    await opened.checkWritable();
    await server.execute(
      databaseUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'frontline-gateway'`,
    );
    const outcomes = [];
    for (let tries = 0; tries < 3; tries++) outcomes.push(await opened.checkWritable().catch((error: unknown) => error));
    expect(outcomes.at(-1)).toBeUndefined();
  });

  it('has everything that a gateway had acknowledged before it was killed', async () => {
    const acceptor = await startAcceptor(databaseUrl, 'killed');
    await acceptor.acknowledged(500);
    const acknowledged = await acceptor.kill();
    const kept = new Set((await server.execute(databaseUrl, 'select key from inbox')).map(({ key }) => key));
    expect(acknowledged.length).toBeGreaterThanOrEqual(500);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    store = await openStore({ databaseUrl });
    expect(await store.inbox.accept(entry({ key: 'after' }))).toBe('stored');
  }, 60_000);

  it('is waited for at the start, for a while', async () => {
    await server.stop();
    const told: string[] = [];
    const opening = openStore({ databaseUrl, onWaiting: (reason) => told.push(reason) });
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await server.start();
    store = await opening;
    await store.checkWritable();
    expect(told[0]).toContain('cannot be reached');
  }, 60_000);

  it('is given up in the end, with a reason and without a password', async () => {
    const url = databaseUrl.replace('frontline@', 'frontline:secret-word@');
    await server.stop();
    const failure = openStore({ databaseUrl: url, patienceMs: 10 });
    await expect(failure).rejects.toMatchObject({
      name: 'StoreError',
      code: 'unusable',
      message: expect.stringContaining('cannot be reached'),
    });
    await expect(failure).rejects.toMatchObject({ message: expect.not.stringContaining('secret-word') });
    await server.start();
  });

  it('refuses at once what waiting does not mend, and says what it is', async () => {
    const told: string[] = [];
    const opening = openStore({ databaseUrl: `${databaseUrl}_nowhere`, onWaiting: (reason) => told.push(reason) });
    await expect(opening).rejects.toMatchObject({ code: 'unusable', message: expect.stringContaining('does not exist') });
    expect(told).toEqual([]);
  });

  it('is not spoken with in clear text where encryption is asked for', async () => {
    const opening = openStore({ databaseUrl: `${databaseUrl}?sslmode=require`, patienceMs: 10 });
    await expect(opening).rejects.toMatchObject({ code: 'unusable', message: expect.stringContaining('does not support SSL') });
  });
});
