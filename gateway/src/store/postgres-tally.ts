import { sql, type Kysely } from 'kysely';
import { TALLIED, tallyOf, type Tally } from './tally.ts';
import type { Tables } from './tables.ts';

export interface TallyOptions {
  /** Milliseconds since some moment, never back. */
  readonly steady: () => number;
  /** How old a count may be. */
  readonly ttlMs: number;
}

/** Counts the queues on the server, from indices alone, at most so often however often it is asked. */
export function postgresTally(db: Kysely<Tables>, { steady, ttlMs }: TallyOptions): () => Promise<Tally> {
  let last: { readonly at: number; readonly tally: Promise<Tally> } | undefined;
  return () => {
    const at = steady();
    if (last === undefined || at - last.at >= ttlMs) {
      const counting = { at, tally: count(db) };
      last = counting;
      counting.tally.catch(() => {
        if (last === counting) last = undefined;
      });
    }
    return last.tally;
  };
}

async function count(db: Kysely<Tables>): Promise<Tally> {
  const counts = TALLIED.map(
    ({ queue, state }) =>
      sql`select ${sql.lit(queue)} as queue, ${sql.lit(state)} as state, count(*) as rows from ${sql.table(queue)} where state = ${sql.lit(state)}`,
  );
  const { rows } = await sql<{ queue: string; state: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
  return tallyOf(rows);
}

/** What the tables of this schema take, with their indices and long texts. */
export function postgresSize(db: Kysely<Tables>): () => Promise<number> {
  return async () => {
    const { rows } = await sql<{ bytes: number | null }>`
      select cast(sum(pg_total_relation_size(oid)) as bigint) as bytes from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r'`.execute(db);
    return rows[0]?.bytes ?? 0;
  };
}
