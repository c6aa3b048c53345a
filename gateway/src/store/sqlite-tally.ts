import { sql, type Kysely } from 'kysely';
import { TALLIED, tallyOf, type Tally } from './tally.ts';
import type { Tables } from './tables.ts';

const QUEUES = ['inbox', 'outbox'] as const;

export interface CountingTally {
  /** To be called once, when the tables are there. */
  readonly start: () => Promise<void>;
  readonly read: () => Promise<Tally>;
}

/**
 * Counts the queues once, and has triggers keep count from then on, in a table that lives in memory with this connection:
 * counting a million rows would stop this process for a tenth of a second each time somebody asks.
 */
export function countingTally(db: Kysely<Tables>): CountingTally {
  return {
    start: async () => {
      await sql`pragma temp_store = memory`.execute(db);
      await sql`create temp table tally (queue text, state text, rows integer, primary key (queue, state))`.execute(db);
      for (const { queue, state } of TALLIED) await count(db, queue, state);
      for (const queue of QUEUES) await keepCount(db, queue);
    },
    read: async () => {
      const { rows } = await sql<{ queue: string; state: string; rows: number }>`select queue, state, rows from temp.tally`.execute(db);
      return tallyOf(rows);
    },
  };
}

async function count(db: Kysely<Tables>, queue: string, state: string): Promise<void> {
  const rows = sql`select count(*) from ${sql.table(`main.${queue}`)} where state = ${sql.lit(state)}`;
  await sql`insert into temp.tally values (${queue}, ${state}, (${rows}))`.execute(db);
}

async function keepCount(db: Kysely<Tables>, queue: (typeof QUEUES)[number]): Promise<void> {
  const step = (row: 'old' | 'new', by: '+ 1' | '- 1') =>
    sql.raw(`update tally set rows = rows ${by} where queue = '${queue}' and state = ${row}.state;`);
  const table = sql.table(`main.${queue}`);
  const name = (event: string) => sql.ref(`${queue}_${event}`);
  await sql`create temp trigger ${name('added')} after insert on ${table} begin ${step('new', '+ 1')} end`.execute(db);
  await sql`create temp trigger ${name('removed')} after delete on ${table} begin ${step('old', '- 1')} end`.execute(db);
  await sql`create temp trigger ${name('changed')} after update of state on ${table} when old.state <> new.state
    begin ${step('old', '- 1')} ${step('new', '+ 1')} end`.execute(db);
}
