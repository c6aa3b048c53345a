import type { MessageTruth } from './message-truth.ts';

/** A Task as the org stores it, deleted ones included. */
export type TaskRow = Readonly<Record<string, unknown>>;

export interface CheckInput {
  readonly truths: readonly MessageTruth[];
  readonly tasks: readonly TaskRow[];
  /** Keys whose Task a person deleted: it must stay deleted. */
  readonly deletedByPerson: ReadonlySet<string>;
  /** Messages that Twilio told of and a gateway answered 200. */
  readonly handedOver: ReadonlySet<string>;
  /** What the org's own automation has against the Task of a message: then it must be a failure that says so. */
  readonly objectionTo?: (key: string) => string | undefined;
  /** Failures that wait for an admin, as the org stores them. */
  readonly failures?: readonly TaskRow[];
  /** What the org writes over a removed message. */
  readonly removedText: string;
}

/**
 * Compares what the org holds with what happened: exactly one Task a message, in its final state, at its place in the conversation; none
 * that a person deleted is back; none that belongs to no message. Answers each violation in words; none means that all is well.
 *
 * A message that was removed before any gateway was told of it, or of which a disk has lost that, is in nobody's hands: it may have a Task or not.
 */
export function checkTasks({ truths, tasks, deletedByPerson, handedOver, removedText, ...hostile }: CheckInput): readonly string[] {
  const byKey = Map.groupBy(tasks, (task) => String(task.Frontline_Key__c));
  const known = new Set(truths.map(({ sid }) => sid));
  const { objectionTo = () => undefined, failures = [] } = hostile;
  const failed = Map.groupBy(failures, (failure) => String(failure.Event_Key__c));
  const needless = [...failed.keys()]
    .filter((key) => objectionTo(key) === undefined)
    .map((key) => `${key}: a failure that nobody explains`);
  const strangers = [...byKey.keys()].filter((key) => !known.has(key)).map((key) => `${key}: a Task of no message`);
  return [
    ...strangers,
    ...needless,
    ...truths.flatMap((truth) => {
      const rows = byKey.get(truth.sid) ?? [];
      if (truth.body === undefined && !handedOver.has(truth.sid)) return rows.length > 1 ? [`${truth.sid}: ${rows.length} Tasks`] : [];
      const objection = objectionTo(truth.sid);
      if (objection !== undefined) return checkFailure(truth, { rows, failures: failed.get(truth.sid) ?? [], objection });
      return deletedByPerson.has(truth.sid) ? checkDeleted(truth, rows) : checkOne(truth, rows, removedText);
    }),
  ];
}

interface Refused {
  readonly rows: readonly TaskRow[];
  readonly failures: readonly TaskRow[];
  readonly objection: string;
}

function checkFailure({ sid }: MessageTruth, { rows, failures, objection }: Refused): string[] {
  if (rows.length > 0) return [`${sid}: a Task that the org refuses`];
  const isOfMessage = failures.some(({ Kind__c: kind }) => kind === 'message');
  const saysWhy = failures.every(({ Reason__c: reason }) => String(reason).includes(objection));
  return isOfMessage && saysWhy ? [] : [`${sid}: ${failures.length} failures, none of the message or without "${objection}"`];
}

function checkDeleted({ sid }: MessageTruth, rows: readonly TaskRow[]): string[] {
  const live = rows.filter(({ IsDeleted }) => IsDeleted !== true).length;
  return live === 0 ? [] : [`${sid}: a person deleted its Task, and it is back`];
}

function checkOne(truth: MessageTruth, rows: readonly TaskRow[], removedText: string): string[] {
  const [task] = rows;
  if (!task || rows.length > 1) return [`${truth.sid}: ${rows.length} Tasks instead of one`];
  const expected: TaskRow = {
    Description: truth.body === undefined ? removedText : truth.body,
    Frontline_Index__c: truth.index,
    Frontline_Conversation_Sid__c: truth.conversationSid,
    ...(truth.deliveryStatus !== undefined && { Frontline_Delivery_Status__c: truth.deliveryStatus }),
  };
  return Object.entries(expected)
    .filter(([field, value]) => task[field] !== value)
    .map(([field, value]) => `${truth.sid}: ${field} is ${JSON.stringify(task[field])}, not ${JSON.stringify(value)}`);
}
