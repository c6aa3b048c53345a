import { sql, type Kysely } from 'kysely';
import { CONSENT } from '../consent/consent-entry.ts';
import type { Erased, Erasure } from '../operations/erasure.ts';
import { failedTaskKeyOf } from '../sending/send-entry.ts';
import { addTombstones } from './add-tombstones.ts';
import { appendAudit } from './append-audit.ts';
import { blanked } from './blanked.ts';
import { enterLanes } from './enter-lanes.ts';
import { forgetConsentWords } from './forget-consent-words.ts';
import { findRecordTraces } from './find-record-traces.ts';
import { findTraces } from './find-traces.ts';
import { forgetSends } from './forget-sends.ts';
import { forgetWindows } from './forget-windows.ts';
import { inChunks } from './in-chunks.ts';
import { lockPublishLanes } from './lock-publish-lanes.ts';
import { DEAD } from './dead-letter-rows.ts';
import { PUBLISHED } from './published.ts';
import { READY } from './ready.ts';
import { refreshLane } from './refresh-lane.ts';
import { refreshPublishLanes } from './refresh-publish-lanes.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';
import type { RecordDecision, Traces } from './traces.ts';

type Trx = Kysely<Tables>;

/** Erases from a database: rows stay, with their keys, so that nothing comes back; what is in them goes. */
export function createSqlErasure(access: StoreAccess): Erasure {
  return {
    erase: async (subject, audit) => {
      const isRecord = 'recordIds' in subject;
      const traces = isRecord ? await findRecordTraces(access.read, subject) : await findTraces(access.read, subject);
      const parts = isRecord ? traces.conversations.map((conversationSid) => ({ conversationSid })) : [subject];
      return access.write(async (trx): Promise<Erased> => {
        await appendAudit(trx, audit, access.now);
        const entries = await eraseEntries(trx, traces, access);
        const activities = await eraseActivities(trx, traces, access);
        const unsent = traces.sends.map(failedTaskKeyOf);
        await addTombstones(trx, { keys: [...entries.taskKeys, ...activities.taskKeys, ...unsent], reason: 'erased' }, access.now);
        await forgetSends(trx, traces.sends);
        for (const part of parts) {
          await forgetWindows(trx, part);
          await forgetConsentWords(trx, part);
        }
        await forgetFacts(trx, traces.conversations);
        await forgetRecord(trx, traces.decisions);
        return { conversations: traces.conversations.length, entries: entries.count, activities: activities.count };
      });
    },
  };
}

interface Gone {
  /** Rows that still had something in them. */
  readonly count: number;
  readonly taskKeys: readonly string[];
}

async function eraseEntries(trx: Trx, { conversations, strays }: Traces, { now }: StoreAccess): Promise<Gone> {
  const inbox = trx.selectFrom('inbox').select(['sequence', 'lane', 'kind', 'task_key', 'state']);
  const rows = [
    ...(await inChunks(conversations, (chunk) => inbox.where('conversation_sid', 'in', chunk).execute())),
    ...(await inChunks(strays, (chunk) => inbox.where('sequence', 'in', chunk).execute())),
  ];
  const full = rows.filter((row) => row.state !== 'done' && !isUnheardWord(row));
  const lanes = [...new Set(full.map((row) => row.lane))].sort();
  await enterLanes(trx, new Map(lanes.map((lane) => [lane, null])), now);
  const change = trx.updateTable('inbox').set(blanked(now));
  await inChunks(sequencesOf(full), (chunk) => change.where('sequence', 'in', chunk).execute());
  for (const lane of lanes) await refreshLane(trx, lane);
  return { count: full.length, taskKeys: rows.map((row) => row.task_key).filter((key) => key !== null) };
}

/** It blanks itself once the org has it: an erasure must not undo an opt-out. It has an address and a keyword, no text. */
const isUnheardWord = ({ kind, state }: { readonly kind: string; readonly state: string }): boolean =>
  kind === CONSENT && state === 'ready';

async function eraseActivities(trx: Trx, traces: Traces, access: StoreAccess): Promise<Gone> {
  const { conversations, activities, strayActivities, lookedUpTo } = traces;
  // What belongs to no conversation has a lane like that of one.
  const lanes = [...new Set([...conversations, ...strayActivities.map((row) => row.conversationSid)])].sort();
  await inChunks(lanes, (chunk) => lockPublishLanes(trx, chunk, access));
  const outbox = trx.selectFrom('outbox').select(['sequence', 'task_key', 'state']);
  const found = await inChunks([...activities, ...sequencesOf(strayActivities)], (chunk) =>
    outbox.where('sequence', 'in', chunk).execute(),
  );
  // What came after we looked, whatever became of it. Several gateways number rows slightly out of time: what is not over is looked for
  // by its state as well, which has an index.
  const ofThem = (chunk: readonly string[]) => outbox.where('conversation_sid', 'in', chunk);
  const late = await inChunks(conversations, (chunk) => ofThem(chunk).where('sequence', '>', lookedUpTo).execute());
  for (const state of WAITING) late.push(...(await inChunks(conversations, (chunk) => ofThem(chunk).where('state', '=', state).execute())));
  const rows = [...new Map([...found, ...late].map((row) => [row.sequence, row])).values()];
  const full = rows.filter((row) => row.state !== 'done');
  const change = trx.updateTable('outbox').set({ ...blanked(access.now), fate: 'erased' });
  await inChunks(sequencesOf(full), (chunk) => change.where('sequence', 'in', chunk).execute());
  await inChunks(lanes, (chunk) => refreshPublishLanes(trx, chunk).then(() => []));
  return { count: full.length, taskKeys: rows.map((row) => row.task_key) };
}

/** States of what is not over. Literals, so that the planner can use the partial indices. */
const WAITING = [READY, PUBLISHED, DEAD];

const sequencesOf = (rows: readonly { readonly sequence: number }[]): number[] => rows.map((row) => row.sequence);

/** Addresses, names of owners: they can be asked again, should the customer write again. */
async function forgetFacts(trx: Trx, conversations: readonly string[]): Promise<void> {
  await inChunks(conversations, async (chunk) => [
    await trx.deleteFrom('conversation').where('conversation_sid', 'in', chunk).execute(),
    await trx.deleteFrom('routing_decision').where('conversation_sid', 'in', chunk).where('worker', 'is', null).execute(),
    await trx.updateTable('routing_decision').set(NAMELESS).where('conversation_sid', 'in', chunk).execute(),
  ]);
}

/** Of decisions for conversations that are about others by now: whoever has changed one since has taken the record out of it. */
async function forgetRecord(trx: Trx, decisions: readonly RecordDecision[]): Promise<void> {
  await inChunks(decisions, async (chunk) => {
    const sids = chunk.map(({ conversationSid }) => conversationSid);
    const ids = [...new Set(chunk.map(({ recordId }) => recordId))];
    const gone = trx.deleteFrom('routing_decision').where('worker', 'is', null).where('record_id', 'in', ids);
    const kept = trx.updateTable('routing_decision').set(NAMELESS).where('record_id', 'in', ids);
    return [await gone.where('conversation_sid', 'in', sids).execute(), await kept.where('conversation_sid', 'in', sids).execute()];
  });
}

/**
 * What stays of a decision: which rep the rules gave the conversation to, and by which rule. Nobody decides again where there is a rep, so that
 * without it no later Task would say why it is theirs. Who the customer is, and whose record decided, goes.
 */
const NAMELESS = {
  reason: sql<string>`'Given to ' || worker || coalesce(' by the rule ' || rule, '') || '. What else was known of it has been erased.'`,
  record_id: null,
  owner_of: null,
  owner_id: null,
  leaving: null,
  refused: null,
  // Whoever is about to amend what was there finds that it has changed.
  version: sql<number>`version + 1`,
};
