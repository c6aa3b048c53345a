import { GatewayError } from '../errors.ts';
import { sqliteCode } from './sqlite-code.ts';

/** Result codes that a statement of ours earns by being wrong; trying again cannot help. */
const OUR_MISTAKE = /^SQLITE_(CONSTRAINT|ERROR|MISMATCH|MISUSE|RANGE|TOOBIG)/;

/** SQLite's errors as `store_unavailable` (disk full, I/O, broken file); anything else, and mistakes of ours, unchanged. */
export function sqliteFailure(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === undefined || OUR_MISTAKE.test(code)) return error;
  return new GatewayError('store_unavailable', `The store failed with ${code}.`, { cause: error, upstreamCode: code });
}
