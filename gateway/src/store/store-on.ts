import { randomUUID } from 'node:crypto';
import type { ConsentWords } from '../consent/consent-words.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationStates } from '../conversations/conversation-states.ts';
import type { WhatsAppWindows } from '../conversations/whatsapp-window.ts';
import type { OpenConversations } from '../directory/open-conversations.ts';
import type { TaskFates } from '../media/task-fates.ts';
import type { AuditLog } from '../operations/audit-log.ts';
import type { DeadLetters } from '../operations/dead-letters.ts';
import type { DutyHolders } from '../operations/duty-holders.ts';
import type { Erasure } from '../operations/erasure.ts';
import type { WaitingReceipts } from '../operations/waiting-receipts.ts';
import type { Backlog, Retention } from '../pipeline/backlog.ts';
import type { Capacity, CapacityLimits } from '../pipeline/capacity.ts';
import type { Checkpoints } from '../pipeline/checkpoints.ts';
import type { Duties } from '../pipeline/duties.ts';
import type { Inbox, InboxOfMany } from '../pipeline/inbox.ts';
import type { Outbox } from '../pipeline/outbox.ts';
import type { PublishedActivities } from '../pipeline/published-activities.ts';
import type { Tombstones } from '../pipeline/tombstones.ts';
import type { WorkQueue } from '../pipeline/work-queue.ts';
import type { AcceptedEvents } from '../reconciliation/accepted-events.ts';
import type { RoutingDecisions } from '../routing/decision.ts';
import type { Reassignments } from '../routing/reassignments.ts';
import type { LastReps } from '../routing/routing-facts.ts';
import type { SendResults } from '../sending/send-results.ts';
import { createAdmission } from './admission.ts';
import { checkWritable } from './check-writable.ts';
import type { Engine } from './engine.ts';
import { readsOf } from './reads-of.ts';
import { createSqlAcceptedEvents } from './sql-accepted-events.ts';
import { createSqlAuditLog } from './sql-audit-log.ts';
import { createSqlBacklog } from './sql-backlog.ts';
import { createSqlCheckpoints } from './sql-checkpoints.ts';
import { createSqlConsentWords } from './sql-consent-words.ts';
import { createSqlConversationMemory } from './sql-conversation-memory.ts';
import { createSqlConversationStates } from './sql-conversation-states.ts';
import { createSqlDeadLetters } from './sql-dead-letters.ts';
import { createSqlDuties } from './sql-duties.ts';
import { createSqlDutyHolders } from './sql-duty-holders.ts';
import { createSqlErasure } from './sql-erasure.ts';
import { createSqlInbox } from './sql-inbox.ts';
import { createSqlLastReps } from './sql-last-reps.ts';
import { createSqlOpenConversations } from './sql-open-conversations.ts';
import { createSqlOutbox } from './sql-outbox.ts';
import { createSqlPublishedActivities } from './sql-published-activities.ts';
import { createSqlReassignments } from './sql-reassignments.ts';
import { createSqlRetention } from './sql-retention.ts';
import { createSqlRoutingDecisions } from './sql-routing-decisions.ts';
import { createSqlSendResults } from './sql-send-results.ts';
import { createSqlTaskFates } from './sql-task-fates.ts';
import { createSqlTombstones } from './sql-tombstones.ts';
import { createSqlWaitingReceipts } from './sql-waiting-receipts.ts';
import { createSqlWhatsAppWindows } from './sql-whatsapp-windows.ts';
import { createSqlWorkQueue } from './sql-work-queue.ts';
import type { StoreAccess } from './store-access.ts';

/** Everything that is kept. A promise that resolves means: it survives `kill -9` and a power cut. */
export interface Store {
  readonly inbox: Inbox & InboxOfMany;
  readonly workQueue: WorkQueue;
  readonly outbox: Outbox;
  readonly published: PublishedActivities;
  readonly tombstones: Tombstones;
  readonly taskFates: TaskFates;
  readonly duties: Duties;
  readonly checkpoints: Checkpoints;
  readonly memory: ConversationMemory;
  readonly states: ConversationStates;
  readonly consentWords: ConsentWords;
  readonly sendResults: SendResults;
  readonly windows: WhatsAppWindows;
  readonly openConversations: OpenConversations;
  readonly decisions: RoutingDecisions;
  readonly reassignments: Reassignments;
  readonly lastReps: LastReps;
  readonly accepted: AcceptedEvents;
  readonly backlog: Backlog;
  readonly waitingReceipts: WaitingReceipts;
  readonly retention: Retention;
  readonly capacity: Capacity;
  readonly deadLetters: DeadLetters;
  readonly auditLog: AuditLog;
  readonly erasure: Erasure;
  readonly dutyHolders: DutyHolders;
  /** A real write; rejects with `store_unavailable`. */
  checkWritable(): Promise<void>;
  /** Waits for writes under way, then lets go of the database. */
  close(): Promise<void>;
}

export interface StoreOnOptions {
  readonly limits: CapacityLimits;
  /** Milliseconds since some moment, never back. */
  readonly steady: () => number;
}

/** The store on a database that is open, migrated and started. */
export async function storeOn(engine: Engine, options: StoreOnOptions): Promise<Store> {
  const { write, scrub, reclaim, now, isShared, tally } = engine;
  const access: StoreAccess = { write, read: readsOf(engine), scrub, reclaim, now, isShared, owner: randomUUID() };
  const { capacity, admit } = await createAdmission({ ...engine, ...options });
  return {
    inbox: createSqlInbox({ ...access, admit }),
    workQueue: createSqlWorkQueue(access),
    outbox: createSqlOutbox(access),
    published: createSqlPublishedActivities(access),
    tombstones: createSqlTombstones(access),
    taskFates: createSqlTaskFates(access),
    duties: createSqlDuties(access),
    checkpoints: createSqlCheckpoints(access),
    memory: createSqlConversationMemory(access),
    states: createSqlConversationStates(access),
    consentWords: createSqlConsentWords(access),
    sendResults: createSqlSendResults(access),
    windows: createSqlWhatsAppWindows(access),
    openConversations: createSqlOpenConversations(access),
    decisions: createSqlRoutingDecisions(access),
    reassignments: createSqlReassignments(access),
    lastReps: createSqlLastReps(access),
    accepted: createSqlAcceptedEvents(access),
    backlog: createSqlBacklog({ ...access, tally }),
    waitingReceipts: createSqlWaitingReceipts({ ...access, tally }),
    retention: createSqlRetention(access),
    capacity,
    deadLetters: createSqlDeadLetters(access),
    auditLog: createSqlAuditLog(access),
    erasure: createSqlErasure(access),
    dutyHolders: createSqlDutyHolders(access),
    checkWritable: checkWritable(access),
    close: engine.close,
  };
}
