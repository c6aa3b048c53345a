import { setTimeout as sleep } from 'node:timers/promises';
import { objectionTo } from '../stack/hostile-org.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { replayFailures, type Failure } from '../stack/replay-failures.ts';
import { checkTasks } from './check-tasks.ts';
import { messageTruths } from './message-truth.ts';
import type { People } from './people.ts';
import type { Relay } from './relay.ts';

/** What is left of a storm. */
export interface Aftermath {
  readonly stack: LocalStack;
  readonly relay: Relay;
  readonly people: People;
  readonly deletedByPerson: ReadonlySet<string>;
  readonly isHostile: boolean;
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

async function violationsOf({ stack, relay, people, deletedByPerson, isHostile }: Aftermath): Promise<readonly string[]> {
  const { database } = stack.salesforce.org;
  return checkTasks({
    truths: await messageTruths(stack.twilio.url, people.removed),
    tasks: database.allRows('Task').filter(({ Frontline_Key__c: key }) => typeof key === 'string'),
    deletedByPerson,
    handedOver: handedOver(relay),
    removedText: 'Message deleted',
    failures: database.rows('Frontline_Failure__c').filter(({ Status__c: status }) => status === 'Open'),
    ...(isHostile && { objectionTo }),
  });
}

const handedOver = ({ webhooks }: Relay): ReadonlySet<string> => {
  const added = webhooks.filter(({ eventType, acknowledged }) => eventType === 'onMessageAdded' && acknowledged > 0);
  return new Set(added.flatMap(({ messageSid }) => messageSid ?? []));
};
