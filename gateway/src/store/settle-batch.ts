import { sql, type Kysely } from 'kysely';
import type { LostConversations, Outbox, OutboxBatch, PublishClaim, PublishOutcome } from '../pipeline/outbox.ts';
import { inMs } from './in-ms.ts';
import { lockPublishLanes } from './lock-publish-lanes.ts';
import { READY } from './ready.ts';
import { firstDueAt } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Trx = Kysely<Tables>;
type Published = Extract<PublishOutcome, { outcome: 'published' }>;
type PutAside = Exclude<PublishOutcome, Published>;

/** Writes down what became of a batch, as far as its conversations are still ours, and gives them back. */
export function settleBatch(access: StoreAccess): Outbox['settle'] {
  return (batch, outcomes) =>
    access.write(async (trx) => {
      const { held, lost } = await heldOf(trx, batch.claims, access);
      const ours = new Set(keysOf(batch, held));
      const kept = outcomes.filter(({ dedupeKey }) => ours.has(dedupeKey));
      await markPublished(
        trx,
        kept.filter((outcome) => outcome.outcome === 'published'),
        access,
      );
      for (const outcome of kept) if (outcome.outcome !== 'published') await putAside(trx, outcome, access);
      await giveBack(trx, held);
      return { lost };
    });
}

/** Gives the conversations of a batch back, as far as they are still ours. */
export function releaseBatch(access: StoreAccess): Outbox['release'] {
  return ({ claims }) =>
    access.write(async (trx) => {
      const { held } = await heldOf(trx, claims, access);
      await giveBack(trx, held);
    });
}

/** Extends the leases of a batch's conversations, as far as they are still ours. */
export function renewBatch(access: StoreAccess): Outbox['renew'] {
  return ({ claims }, leaseMs) =>
    access.write(async (trx) => {
      const { held, lost } = await heldOf(trx, claims, access);
      if (held.length === 0) return { lost };
      await trx
        .updateTable('publish_lane')
        .set({ lease_until: inMs(access.now(), leaseMs) })
        .where('conversation_sid', 'in', held)
        .execute();
      return { lost };
    });
}

async function heldOf(trx: Trx, claims: readonly PublishClaim[], access: StoreAccess): Promise<LostConversations & { held: string[] }> {
  const conversations = claims.map(({ conversationSid }) => conversationSid);
  const locked = new Map((await lockPublishLanes(trx, conversations, access)).map((lane) => [lane.conversation_sid, lane]));
  const isHeld = ({ conversationSid, owner, fence }: PublishClaim) => {
    const lane = locked.get(conversationSid);
    return lane?.owner === owner && lane.fence === fence;
  };
  const held = claims.filter(isHeld).map(({ conversationSid }) => conversationSid);
  return { held, lost: conversations.filter((conversation) => !held.includes(conversation)) };
}

function keysOf({ items }: OutboxBatch, held: readonly string[]): string[] {
  const conversations = new Set(held);
  return items.filter(({ activity }) => conversations.has(activity.conversationSid)).map(({ activity }) => activity.dedupeKey);
}

/** All in one statement: on a server, two hundred would be two hundred round trips. Both engines call the columns of VALUES so. */
async function markPublished(trx: Trx, published: readonly Published[], { now }: StoreAccess): Promise<void> {
  if (published.length === 0) return;
  const rows = published.map(({ dedupeKey, replayId, askInMs = 0 }) => sql`(${dedupeKey}, ${replayId}, ${String(askInMs)})`);
  await sql`
    update outbox set state = 'published', error = null, replay_id = answer.column2, published_at = ${now()},
      first_published_at = coalesce(first_published_at, ${now()}), look_at = ${now()} + cast(answer.column3 as bigint)
    from (values ${sql.join(rows)}) as answer
    where outbox.dedupe_key = answer.column1 and outbox.state = 'ready'`.execute(trx);
}

async function putAside(trx: Trx, outcome: PutAside, { now }: StoreAccess): Promise<void> {
  const { dedupeKey, reason } = outcome;
  const attempts = sql<number>`attempts + 1`;
  const change =
    outcome.outcome === 'dead'
      ? ({ state: 'dead', error: reason, attempts } as const)
      : { error: reason, attempts, run_at: inMs(now(), outcome.delayMs) };
  await trx.updateTable('outbox').set(change).where('dedupe_key', '=', dedupeKey).where('state', '=', READY).execute();
}

async function giveBack(trx: Trx, conversations: readonly string[]): Promise<void> {
  if (conversations.length === 0) return;
  await trx
    .updateTable('publish_lane')
    .set({ owner: null, lease_until: 0, due_at: firstDueAt(trx) })
    .where('conversation_sid', 'in', conversations)
    .execute();
}
