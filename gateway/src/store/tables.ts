import type { Generated } from 'kysely';
import type { SaidStatus } from '../consent/consent-words.ts';
import type { ConversationState } from '../conversations/conversation-facts.ts';
import type { AuditEntry } from '../operations/audit-log.ts';
import type { DutyName } from '../pipeline/duties.ts';
import type { FinalFate } from '../pipeline/published-activities.ts';
import type { TombstoneReason } from '../pipeline/tombstones.ts';
import type { Ownership } from '../routing/route.ts';

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
  /** Of the message that it is about; null when that is not known. */
  task_key: string | null;
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
  /** Null in rows of the first version: it is in the payload. */
  kind: string | null;
  payload: string;
  /** `published`: stored by the event bus and waiting for its receipt, with its payload. */
  state: 'ready' | 'published' | 'done' | 'dead';
  attempts: number;
  run_at: number;
  error: string | null;
  replay_id: string | null;
  published_at: number | null;
  /** Null in rows that the version before has published: then it is `published_at`. */
  first_published_at: number | null;
  /** When its receipt is to be asked for. */
  look_at: number | null;
  republished: Generated<number>;
  /** What Salesforce said became of it. */
  fate: FinalFate | null;
  created_at: number;
  done_at: number | null;
}

/** Who publishes a conversation until when, and when its first ready activity is due (null: nothing is ready). */
export interface PublishLaneTable {
  conversation_sid: string;
  due_at: number | null;
  owner: string | null;
  fence: number;
  lease_until: Generated<number>;
}

/** Who does what only one gateway may do. */
export interface DutyTable {
  duty: DutyName;
  owner: string | null;
  fence: number;
  lease_until: number;
}

export interface CheckpointTable {
  name: string;
  value: string;
}

/** Task keys that must never be published again. */
export interface TombstoneTable {
  key: string;
  reason: TombstoneReason;
  created_at: number;
}

export interface AuditTable {
  sequence: Generated<number>;
  at: number;
  who: string;
  action: AuditEntry['action'];
  subject: string;
}

export interface RoutingDecisionTable {
  conversation_sid: string;
  worker: string | null;
  reason: string;
  /** When it was made, changed or last of use. */
  decided_at: number;
  rule: string | null;
  /** The ownership that decided: of which record (or of its Account), by whom. */
  record_id: string | null;
  owner_of: Ownership['of'] | null;
  owner_id: string | null;
  /** The worker who is still to leave. */
  leaving: string | null;
  /** What the new owner was like when they could not take the conversation. */
  refused: string | null;
  version: Generated<number>;
}

/** How many turns a rotation has given. */
export interface RoutingRingTable {
  ring: string;
  turns: number;
}

/** The last turn of each member of a rotation. */
export interface RoutingTurnTable {
  ring: string;
  member: string;
  turn: number;
}

export interface ConversationTable {
  conversation_sid: string;
  customer_address: string | null;
  business_address: string | null;
  customer_participant_sid: string | null;
  worker: string | null;
  /** The record that it is about. */
  customer_id: string | null;
  learned_at: number;
  /** The rep who wrote last, and when. */
  answered_by: string | null;
  answered_at: number | null;
}

export interface ConversationStateTable {
  conversation_sid: string;
  state: ConversationState;
  changed_at: number;
}

/** WhatsApp's window of a customer with a number of ours. */
export interface WhatsAppWindowTable {
  /** Both as Twilio writes them. */
  customer: string;
  business: string;
  /** When the customer last wrote. */
  heard_at: number | null;
  /** When it was last seen closed. */
  closed_at: number | null;
  told_at: number;
}

/** A customer's latest word about messages from a number of ours. */
export interface ConsentWordTable {
  /** Both as Twilio writes them. */
  customer: string;
  business: string;
  status: SaidStatus;
  said_at: number;
  message_index: number;
  /** 1: the org has it. */
  written: number;
  version: number;
  told_at: number;
}

/** What became of a message that Salesforce asked for. */
export interface SendTable {
  client_key: string;
  digest: string;
  conversation_sid: string | null;
  /** JSON; null while it is open. */
  result: string | null;
  /** 1: whoever asked was told to wait. */
  accepted: number;
  /** When an attempt was about to post it; null where it is known that none has. */
  noted_at: number | null;
  /** JSON: the message's index and time, once Twilio has taken it. */
  posted: string | null;
  /** Address of whom it goes to, once that is known. */
  customer: string | null;
  told_at: number;
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
  routing_ring: RoutingRingTable;
  routing_turn: RoutingTurnTable;
  conversation: ConversationTable;
  conversation_state: ConversationStateTable;
  consent_word: ConsentWordTable;
  send: SendTable;
  whatsapp_window: WhatsAppWindowTable;
  duty: DutyTable;
  checkpoint: CheckpointTable;
  tombstone: TombstoneTable;
  audit: AuditTable;
  meta: MetaTable;
  migration: MigrationTable;
}
