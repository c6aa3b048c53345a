import type { Generated } from 'kysely';

/*
 * The tables as the statements see them. Moments are milliseconds since 1970. A queue's row that is over keeps its key,
 * so that the same happening is never queued twice, and loses its payload.
 */

/** Accepted webhooks. */
export interface InboxTable {
  sequence: Generated<number>;
  key: string;
  lane: string;
  conversation_sid: string;
  kind: string;
  payload: string;
  state: 'ready' | 'done' | 'dead';
  attempts: number;
  faults: number;
  run_at: number;
  error: string | null;
  created_at: number;
  done_at: number | null;
}

/** Who works a lane until when, and when its first ready entry is due (null: nothing is ready). */
export interface LaneTable {
  lane: string;
  due_at: number | null;
  owner: string | null;
  fence: number;
  lease_until: number;
}

/** Activities on their way to Salesforce. */
export interface OutboxTable {
  sequence: Generated<number>;
  dedupe_key: string;
  task_key: string;
  conversation_sid: string;
  /** Twilio's message index; -1 for what has none. */
  message_index: number;
  payload: string;
  state: 'ready' | 'published' | 'dead';
  attempts: number;
  run_at: number;
  error: string | null;
  replay_id: string | null;
  created_at: number;
  done_at: number | null;
}

/** When the first ready activity of a conversation is due (null: nothing is ready). */
export interface PublishLaneTable {
  conversation_sid: string;
  due_at: number | null;
}

export interface RoutingDecisionTable {
  conversation_sid: string;
  worker: string | null;
  reason: string;
  decided_at: number;
}

export interface ConversationTable {
  conversation_sid: string;
  customer_address: string | null;
  business_address: string | null;
  customer_participant_sid: string | null;
  worker: string | null;
  learned_at: number;
}

export interface MetaTable {
  key: string;
  value: string;
}

export interface MigrationTable {
  name: string;
  applied_at: number;
}

export interface Tables {
  inbox: InboxTable;
  lane: LaneTable;
  outbox: OutboxTable;
  publish_lane: PublishLaneTable;
  routing_decision: RoutingDecisionTable;
  conversation: ConversationTable;
  meta: MetaTable;
  migration: MigrationTable;
}
