import { DatabaseError } from 'pg';
import { GatewayError } from '../errors.ts';

/** The connection failed, or there was none to be had: nothing is known of the statement. Its message says so itself. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/**
 * Classes of codes that a statement of ours earns by being wrong (https://www.postgresql.org/docs/current/errcodes-appendix.html):
 * data, constraints, cardinality, unknown names.
 */
const OUR_MISTAKE = /^(21|22|23|26|34|42|44)/;

/**
 * "cached plan must not change result type": a later version has added a column, and a statement that this connection prepared before
 * would answer it. Another connection prepares it anew.
 */
const PLAN_OUTDATED = '0A000';

export const isPlanOutdated = (error: unknown): boolean => error instanceof DatabaseError && error.code === PLAN_OUTDATED;

/** Another transaction had to win; the same one may succeed next time: serialization failure, deadlock. */
const CONFLICT: ReadonlySet<string | undefined> = new Set(['40001', '40P01']);

export const isConflict = (error: unknown): boolean => error instanceof DatabaseError && CONFLICT.has(error.code);

/**
 * PostgreSQL's errors as `store_unavailable`: connection lost or refused, server stopping (57P0x), too many connections (53300),
 * disk full (53100), read-only (25006), a statement or a lock that took too long. Anything else, and mistakes of ours, unchanged.
 */
export function postgresFailure(error: unknown): unknown {
  if (error instanceof ConnectionLost) {
    return new GatewayError('store_unavailable', error.message, { cause: error });
  }
  if (!(error instanceof DatabaseError) || error.code === undefined || OUR_MISTAKE.test(error.code)) return error;
  const { code } = error;
  return new GatewayError('store_unavailable', `The store failed with ${code}.`, { cause: error, upstreamCode: code });
}
