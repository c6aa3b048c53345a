import { sql } from 'kysely';
import type { Retention } from '../pipeline/backlog.ts';
import { purgeConsentWords } from './forget-consent-words.ts';
import { purgeWindows } from './forget-windows.ts';
import type { Write } from './group-commit.ts';
import { purgeSends } from './sql-send-results.ts';
import type { StoreAccess } from './store-access.ts';

/** Rows removed in one transaction, so that a purge never keeps a webhook waiting for long. */
const CHUNK = 500;

type Purge = (write: Write, before: number) => Promise<number>;
/** One that passes over what another transaction has locked. */
type SharingPurge = (isShared: boolean) => Purge;

/** Removes what is over, chunk by chunk, and lanes in which nothing waits and nobody works any more. */
export function createSqlRetention({ write, scrub, reclaim, isShared }: StoreAccess): Retention {
  return {
    scrub,
    async purgeDone(olderThan) {
      let removed = 0;
      for (const purge of [purgeInbox, purgeOutbox]) removed += await repeat(purge, write, olderThan.getTime());
      for (const purge of [
        purgeLanes(isShared),
        purgePublishLanes(isShared),
        purgeFacts,
        purgeDecisions,
        purgeStates,
        purgeWindows(CHUNK),
        purgeConsentWords(CHUNK),
        purgeSends(CHUNK),
      ]) {
        await repeat(purge, write, olderThan.getTime());
      }
      await reclaim();
      return removed;
    },
  };
}

async function repeat(purge: Purge, write: Write, before: number): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await purge(write, before);
    total += removed;
    if (removed < CHUNK) return total;
  }
}

const purgeInbox: Purge = (write, before) =>
  write(async (trx) => {
    const over = trx.selectFrom('inbox').select('sequence').where('state', '=', sql.lit('done')).where('done_at', '<', before).limit(CHUNK);
    const { numDeletedRows } = await trx.deleteFrom('inbox').where('sequence', 'in', over).executeTakeFirst();
    return Number(numDeletedRows);
  });

// What waits for its receipt stays, however long.
const purgeOutbox: Purge = (write, before) =>
  write(async (trx) => {
    const done = trx.selectFrom('outbox').select('sequence').where('state', '=', sql.lit('done'));
    const over = done.where('done_at', '<', before).limit(CHUNK);
    const { numDeletedRows } = await trx.deleteFrom('outbox').where('sequence', 'in', over).executeTakeFirst();
    return Number(numDeletedRows);
  });

// A closed conversation is kept until its workers have left it.
const purgeStates: Purge = (write, before) =>
  write(async (trx) => {
    const open = trx
      .selectFrom('conversation_state')
      .select('conversation_sid')
      .where('state', 'in', ['initializing', 'active', 'inactive']);
    const old = open.where('changed_at', '<', before).limit(CHUNK);
    const { numDeletedRows } = await trx.deleteFrom('conversation_state').where('conversation_sid', 'in', old).executeTakeFirst();
    return Number(numDeletedRows);
  });

// What was known of a conversation can be asked again, and its decision made again; addresses and names must not stay for ever.
const purgeFacts: Purge = (write, before) =>
  write(async (trx) => {
    const old = trx.selectFrom('conversation').select('conversation_sid').where('learned_at', '<', before).limit(CHUNK);
    const { numDeletedRows } = await trx.deleteFrom('conversation').where('conversation_sid', 'in', old).executeTakeFirst();
    return Number(numDeletedRows);
  });

const purgeDecisions: Purge = (write, before) =>
  write(async (trx) => {
    const old = trx.selectFrom('routing_decision').select('conversation_sid').where('decided_at', '<', before).limit(CHUNK);
    const { numDeletedRows } = await trx.deleteFrom('routing_decision').where('conversation_sid', 'in', old).executeTakeFirst();
    return Number(numDeletedRows);
  });

// Lanes come back when an entry does, with a higher fence: theirs starts at the time of day. That nothing waits is asked twice: on a
// server, something may arrive between finding the lane and removing it. One that is locked is in use: it is left to the next purge, and
// nobody waits for the other.
const purgeLanes: SharingPurge = (isShared) => (write, before) =>
  write(async (trx) => {
    const unused = trx.selectFrom('lane').select('lane').where('due_at', 'is', null).where('lease_until', '<', before).limit(CHUNK);
    const idle = unused.$if(isShared, (query) => query.forUpdate().skipLocked());
    const { numDeletedRows } = await trx.deleteFrom('lane').where('lane', 'in', idle).where('due_at', 'is', null).executeTakeFirst();
    return Number(numDeletedRows);
  });

const purgePublishLanes: SharingPurge = (isShared) => (write, before) =>
  write(async (trx) => {
    const unused = trx.selectFrom('publish_lane').select('conversation_sid').where('due_at', 'is', null).where('lease_until', '<', before);
    const idle = unused.limit(CHUNK).$if(isShared, (query) => query.forUpdate().skipLocked());
    const going = trx.deleteFrom('publish_lane').where('conversation_sid', 'in', idle).where('due_at', 'is', null);
    const { numDeletedRows } = await going.executeTakeFirst();
    return Number(numDeletedRows);
  });
