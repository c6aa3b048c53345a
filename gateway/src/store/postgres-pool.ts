import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, Pool, types, type PoolClient, type PoolConfig } from 'pg';
import { ConnectionLost, isPlanOutdated } from './postgres-failure.ts';
import { postgresTls } from './postgres-tls.ts';

export interface PostgresOptions {
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with libpq's `sslmode`. */
  readonly databaseUrl: string;
  /** Certificates to trust instead of the usual ones, PEM. */
  readonly caPem?: string;
}

/** What one gateway can keep busy; a server with its usual 100 connections carries some gateways. */
const CONNECTIONS = 10;

/** Every wait has an end, so that a server or a network that hangs becomes a 503 and not a hanging webhook. */
const LIMITS = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  // Longer than the server's own limit: for when no answer arrives at all.
  query_timeout: 15_000,
} satisfies PoolConfig;

/** 64-bit integers as numbers: ours count milliseconds and rows, far below 2^53. */
const numbers: NonNullable<PoolConfig['types']> = {
  getTypeParser: (oid: Parameters<typeof types.getTypeParser>[0], format?: 'text' | 'binary'): ((text: string) => unknown) =>
    oid === types.builtins.INT8 ? Number : (types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** Statements that are kept prepared on each connection; long ones are lists of varying length, of which there would be too many. */
const MAX_PREPARED = 200;
const MAX_PREPARED_LENGTH = 2_000;

/** Connections to the server, made when they are needed. A broken one is thrown away; the next statement gets another. */
export function postgresPool({ databaseUrl, caPem }: PostgresOptions): PostgresPool {
  const url = new URL(databaseUrl);
  const ssl = postgresTls(url, caPem);
  url.searchParams.delete('sslmode');
  const pool = new Pool({
    connectionString: url.href,
    ssl,
    ...LIMITS,
    max: CONNECTIONS,
    keepAlive: true,
    application_name: 'frontline-gateway',
    types: numbers,
  });
  // Whoever has the connection, or asks for the next, hears of it; nobody listening would end the process.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => void client.on('error', ignore));
  const prepared = new Map<string, string>();
  return {
    connect: async () => guarded(await pool.connect().catch(asLost), prepared),
    end: () => pool.end(),
  };
}

const asLost = (error: unknown): never => {
  if (error instanceof DatabaseError) throw error;
  throw new ConnectionLost(`The database cannot be reached: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
};

/** A connection that goes back to the pool only as long as the server has answered each statement. */
function guarded(client: PoolClient, prepared: Map<string, string>): PostgresPoolClient {
  let isBroken = false;
  const query = async (text: string, values: readonly unknown[] = []) => {
    try {
      return await client.query(nameOf(text, prepared, values));
    } catch (error) {
      isBroken ||= !(error instanceof DatabaseError) || isPlanOutdated(error);
      return asLost(error);
    }
  };
  // Kysely also has cursors in this type; it uses them only when it is given some.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(isBroken) };
}

/**
 * A text of PostgreSQL may hold any character but this one (https://www.postgresql.org/docs/current/datatype-character.html), and what others
 * say, an error's message for one, may hold it: the statement would fail each time. JSON spells it out, so payloads keep theirs.
 */
const withoutNul = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);

function nameOf(text: string, prepared: Map<string, string>, values: readonly unknown[]) {
  if (text.length <= MAX_PREPARED_LENGTH && !prepared.has(text) && prepared.size < MAX_PREPARED)
    prepared.set(text, `frontline_${prepared.size}`);
  const name = prepared.get(text);
  return { text, values: values.map(withoutNul), ...(name !== undefined && { name }) };
}
