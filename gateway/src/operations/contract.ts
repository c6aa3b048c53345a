import { z } from 'zod';
import { recordKind } from '../directory/record-kind.ts';

/**
 * What the operations routes take and answer: the contract with the command line (`cli/`) and the health page in Salesforce. Both sides
 * use these schemas. Fields may be added; none changes its meaning or goes away below `/salesforce/v1`. Moments are ISO 8601 in UTC,
 * ages are whole seconds, sizes bytes. docs/operations.md has the table of routes.
 */

/** Dead letters of one page, and of one request to replay many. */
export const MAX_PAGE = 200;
/** Entries of the audit log in one answer. */
export const MAX_AUDIT = 500;

const moment = z.iso.datetime();
const count = z.number().int().nonnegative();
const age = count;
/** As a query has it. */
const limit = (max: number) => {
  const message = `must be a whole number from 1 to ${max}`;
  return z.coerce.number(message).int(message).min(1, message).max(max, message).default(50);
};

/** Something that is not well, and what to do. `code` is for machines, the two texts are for people. */
export const problem = z.object({
  code: z.enum([
    'store_down',
    'store_filling',
    'draining',
    'dependency_down',
    'trigger_stopped',
    'trigger_missing',
    'working_behind',
    'publishing_behind',
    'receipts_behind',
    'dead_letters',
    'reconciliation_failed',
    'conversations_refused',
    'customers_hard_to_find',
    'not_configured',
  ]),
  /** `critical`: messages are refused, or not recorded. `warning`: it will come to that, or some work waits for a person. */
  severity: z.enum(['critical', 'warning']),
  problem: z.string(),
  advice: z.string(),
  /** What to type after `frontline`, where a command helps. */
  command: z.string().exactOptional(),
});

export const dependencyHealth = z.object({ status: z.enum(['up', 'down', 'unknown']), detail: z.string().exactOptional() });

const queue = z.object({ waiting: count, dead: count, oldestAgeSeconds: age });

/** How the comparison with Twilio stands. */
export const reconciliationAnswer = z.object({
  state: z.enum(['idle', 'running']),
  since: moment.exactOptional(),
  startedAt: moment.exactOptional(),
  finishedAt: moment.exactOptional(),
  conversations: count,
  messages: count,
  missing: count,
  /** Conversations, of those looked at, that Twilio refuses for good; 0 from a gateway that does not count them. */
  refused: count.default(0),
  failure: z.string().exactOptional(),
});

/** `GET /status`. A part that cannot be known right now, because the store does not answer, is absent; `problems` then says so. */
export const statusAnswer = z.object({
  at: moment,
  gateway: z.object({ version: z.string(), startedAt: moment, uptimeSeconds: age, isDraining: z.boolean() }),
  /** Empty when all is well. The most pressing first. */
  problems: z.array(problem),
  dependencies: z.record(z.string(), dependencyHealth),
  breakers: z.record(z.string(), z.enum(['closed', 'half-open', 'open'])),
  queues: z.object({ inbox: queue, outbox: queue }).exactOptional(),
  receipts: z.object({ waiting: count, oldestAgeSeconds: age }).exactOptional(),
  usage: z.object({ queued: count, maxQueued: count, bytes: count, maxBytes: count }).exactOptional(),
  /** Absent when Salesforce could not be asked. */
  triggers: z.array(z.object({ name: z.string(), status: z.string(), retries: count, lastError: z.string().exactOptional() })).optional(),
  duties: z.array(z.object({ duty: z.string(), owner: z.string(), isThisGateway: z.boolean(), until: moment })).exactOptional(),
  reconciliation: reconciliationAnswer.exactOptional(),
});

const letter = z.object({
  id: z.string(),
  queue: z.enum(['inbox', 'outbox']),
  kind: z.string(),
  conversationSid: z.string(),
  taskKey: z.string().exactOptional(),
  attempts: count,
  reason: z.string(),
  createdAt: moment,
});

/**
 * `GET /dead-letters?limit&after&queue&kind&conversationSid&reason`: oldest first; `next` is the `after` of the next page. With a criterion
 * a page may be short, or empty, and have a `next`: few of many are found in several requests.
 */
export const deadLettersAnswer = z.object({ letters: z.array(letter), next: z.string().exactOptional() });
/** `GET /dead-letters/:id`; the payload only with `?payload=true`, because it holds what a customer said: reading it is audited. */
export const deadLetterAnswer = letter.extend({ payload: z.unknown().exactOptional() });
/** `POST /dead-letters/:id/replay` and `/discard`. */
export const decidedAnswer = z.object({ id: z.string(), outcome: z.enum(['replayed', 'discarded']) });

const pageQuery = { after: z.string().min(1).max(500).exactOptional() };
export const deadLetterQuery = z.strictObject({ payload: z.enum(['true', 'false']).default('false') });
export const nothing = z.strictObject({});

/** Which dead letters: those that match every criterion given. */
export const letterFilter = z.strictObject({
  queue: z.enum(['inbox', 'outbox']).exactOptional(),
  kind: z.string().min(1).max(100).exactOptional(),
  conversationSid: z
    .string()
    .regex(/^CH[0-9a-f]{32}$/, 'must be CH and 32 hexadecimal digits')
    .exactOptional(),
  /** A part of the reason, in any case. */
  reason: z.string().min(1).max(200).exactOptional(),
});

export const deadLettersQuery = letterFilter.extend({ ...pageQuery, limit: limit(MAX_PAGE) });

/** `POST /dead-letters/replay`: one page of the list is looked at; with `next` in the answer, ask again with it as `after`. */
export const replayMatchingRequest = letterFilter.extend(pageQuery);
export const replayMatchingAnswer = z.object({ seen: count, replayed: count, next: z.string().exactOptional() });

/** `POST /reconciliation`: 202. `isStarted` is false when one is under way already. */
export const reconciliationRequest = z.strictObject({ since: moment });
export const reconciliationStarted = z.object({ isStarted: z.boolean(), status: reconciliationAnswer });

const conversationSid = z.string().regex(/^CH[0-9a-f]{32}$/, 'must be CH and 32 hexadecimal digits');
const address = z.string().regex(/^(whatsapp:)?\+[1-9]\d{1,14}$/i, 'must be E.164 such as +14155550132, with or without whatsapp:');
const recordId = z.string().refine((id) => recordKind(id) !== undefined, 'must be the Id of a Contact, a Lead or an Account');
/**
 * `POST /purge`: one of the three. A number goes with its WhatsApp address, and the other way round; a Person Account with its Contact, for which
 * Salesforce is asked.
 */
export const purgeRequest = z.union(
  [z.strictObject({ address }), z.strictObject({ conversationSid }), z.strictObject({ recordId })],
  'must have one of address (E.164), conversationSid (CH...) and recordId (of a Contact, a Lead or an Account)',
);
/** What was erased here, and where traces remain. */
export const purgeAnswer = z.object({
  conversations: count,
  entries: count,
  activities: count,
  remains: z.array(z.object({ where: z.string(), what: z.string(), how: z.string() })),
});

export const auditQuery = z.strictObject({ limit: limit(MAX_AUDIT) });
/** `GET /audit?limit`: newest first. */
export const auditAnswer = z.object({
  entries: z.array(z.object({ at: moment, who: z.string(), action: z.string(), subject: z.string() })),
});

/** Every answer that is no success. */
export const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) });

export type Problem = z.infer<typeof problem>;
export type StatusAnswer = z.infer<typeof statusAnswer>;
export type DeadLettersAnswer = z.infer<typeof deadLettersAnswer>;
export type DeadLetterAnswer = z.infer<typeof deadLetterAnswer>;
export type LetterFilter = z.infer<typeof letterFilter>;
export type ReconciliationAnswer = z.infer<typeof reconciliationAnswer>;
export type ReplayMatchingRequest = z.infer<typeof replayMatchingRequest>;
export type PurgeRequest = z.infer<typeof purgeRequest>;
export type PurgeAnswer = z.infer<typeof purgeAnswer>;
export type AuditAnswer = z.infer<typeof auditAnswer>;
