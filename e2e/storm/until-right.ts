import { setTimeout as sleep } from 'node:timers/promises';
import { objectionTo } from '../stack/hostile-org.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { replayFailures, type Failure } from '../stack/replay-failures.ts';
import { checkTasks } from './check-tasks.ts';
import { messageTruths, type MessageTruth } from './message-truth.ts';
import type { People } from './people.ts';
import type { Relay } from './relay.ts';

/** What is left of a storm. */
export interface Aftermath {
  readonly stack: LocalStack;
  readonly relay: Relay;
  readonly people: People;
  readonly deletedByPerson: ReadonlySet<string>;
  readonly isHostile: boolean;
  /** Inbox keys that a disk has lost after they were acknowledged. */
  readonly lostKeys: ReadonlySet<string>;
}

export interface Judgement {
  /** What is still wrong. */
  readonly violations: readonly string[];
  /** Failures that an admin replayed because what caused them was mended. */
  readonly replayed: number;
}

/** How long it may take until the record is right. */
const CALM_LIMIT_MS = 120_000;
const LOOK_MS = 1_000;

/** Looks again until nothing is wrong any more; answers what still is when the limit is over. */
export async function untilRight(aftermath: Aftermath): Promise<Judgement> {
  const end = performance.now() + CALM_LIMIT_MS;
  for (let replayed = 0; ;) {
    if (aftermath.isHostile) replayed += await replayFailures(aftermath.stack.salesforce, isMended);
    const violations = await violationsOf(aftermath);
    if (violations.length === 0 || performance.now() > end) return { violations, replayed };
    await sleep(LOOK_MS);
  }
}

/** The field is required no more, whatever else there is against the Task; and what nobody objects to can only have been bad luck. */
const isMended = ({ Event_Key__c: key, Reason__c: reason }: Failure): boolean =>
  String(reason).includes('Region__c') || objectionTo(String(key)) === undefined;

async function violationsOf({ stack, relay, people, deletedByPerson, isHostile, lostKeys }: Aftermath): Promise<readonly string[]> {
  const { database } = stack.salesforce.org;
  return checkTasks({
    truths: (await messageTruths(stack.twilio.url, people.removed)).map(asFarAsKnown(lostKeys)),
    tasks: database.allRows('Task').filter(({ Frontline_Key__c: key }) => typeof key === 'string'),
    deletedByPerson,
    handedOver: handedOver(relay, lostKeys),
    removedText: 'Message deleted',
    failures: database.rows('Frontline_Failure__c').filter(({ Status__c: status }) => status === 'Open'),
    ...(isHostile && { objectionTo }),
  });
}

/** Messages that a gateway was told of, and whose store still knows it, or was told of their removal and still knows that. */
function handedOver({ webhooks }: Relay, lostKeys: ReadonlySet<string>): ReadonlySet<string> {
  const told = (eventType: string): readonly string[] =>
    webhooks.filter((webhook) => webhook.eventType === eventType && webhook.acknowledged > 0).flatMap(({ messageSid }) => messageSid ?? []);
  const [lost, lostRemovals] = [messagesOf('onMessageAdded', lostKeys), messagesOf('onMessageRemoved', lostKeys)];
  const removed = new Set(told('onMessageRemoved').filter((sid) => !lostRemovals.has(sid)));
  return new Set(told('onMessageAdded').filter((sid) => !lost.has(sid) || removed.has(sid)));
}

/** Without the delivery of a removed message, where a disk has lost something of it: Twilio cannot be asked about it any more. */
function asFarAsKnown(lostKeys: ReadonlySet<string>) {
  const lost = messagesOf('onDeliveryUpdated', lostKeys);
  return (truth: MessageTruth): MessageTruth =>
    truth.body === undefined && lost.has(truth.sid) ? { ...truth, deliveryStatus: undefined } : truth;
}

/** Messages that keys of this type are of: `TYPE:SID`, and perhaps more. */
const messagesOf = (eventType: string, keys: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...keys].filter((key) => key.startsWith(`${eventType}:`)).map((key) => key.split(':')[1] ?? ''));
