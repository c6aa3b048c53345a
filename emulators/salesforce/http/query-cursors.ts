import { randomBytes } from 'node:crypto';
import { PlatformError } from '../platform-error.ts';
import type { QueryRecord } from '../soql/record.ts';

/** SOQL and SOSL Reference, "SOQL and SOSL limits": ten cursors a user, the oldest is released. */
const MAX_CURSORS = 10;

/** REST API Developer Guide, "Query": up to 2,000 records an answer. */
export const BATCH_SIZE = 2000;

type Cursor = { readonly userId: string; readonly records: readonly QueryRecord[] };

export type Batch = { readonly records: readonly QueryRecord[]; readonly totalSize: number; readonly next: string | undefined };

/** Results too long for one answer, kept by locator until they are read or pushed out. */
export const createQueryCursors = () => {
  const cursors = new Map<string, Cursor>();
  const batchOf = (locator: string, cursor: Cursor, from: number): Batch => {
    const until = from + BATCH_SIZE;
    const more = until < cursor.records.length;
    return { records: cursor.records.slice(from, until), totalSize: cursor.records.length, next: more ? `${locator}-${until}` : undefined };
  };
  const keep = (locator: string, cursor: Cursor) => {
    cursors.set(locator, cursor);
    const own = [...cursors].filter(([, each]) => each.userId === cursor.userId);
    const [oldest] = own;
    if (own.length > MAX_CURSORS && oldest) cursors.delete(oldest[0]);
  };
  return {
    open: (userId: string, records: readonly QueryRecord[]): Batch => {
      const locator = `01g${randomBytes(8).toString('hex').slice(0, 12)}AAA`;
      const cursor = { userId, records };
      if (records.length > BATCH_SIZE) keep(locator, cursor);
      return batchOf(locator, cursor, 0);
    },
    /** `01g...-2000`; INVALID_QUERY_LOCATOR when it is unknown, released or another user's. */
    read: (userId: string, text: string): Batch => {
      const [, locator = '', from = ''] = /^(\w+)-(\d+)$/.exec(text) ?? [];
      const cursor = cursors.get(locator);
      if (cursor?.userId === userId) return batchOf(locator, cursor, Number(from));
      throw new PlatformError({ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' });
    },
  };
};
