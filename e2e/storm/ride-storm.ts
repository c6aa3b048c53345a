import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { look } from '../journey/look.ts';
import { HOSTILE_ORG, makeHostile, objectToSome } from '../stack/hostile-org.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import type { RunningOrg } from '../stack/start-org.ts';
import { deleteSomeTasks } from './delete-some-tasks.ts';
import { makeCustomers } from './make-customers.ts';
import { createMischief, type MischiefShares } from './mischief.ts';
import { People } from './people.ts';
import { startRelay, type Relay } from './relay.ts';
import { runTraffic } from './run-traffic.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { STORM_ENV } from './storm-env.ts';
import { superviseGateway, type SupervisedGateway } from './supervised-gateway.ts';
import { untilRight } from './until-right.ts';
import { createWeather, moments, type Misfortune } from './weather.ts';

/** Everything in a storm that a misfortune may befall. */
export interface Storm {
  readonly stack: LocalStack;
  readonly relay: Relay;
  readonly random: SeededRandom;
  /** The gateways in the order of their start; a misfortune may replace them, and the relay's targets with them. */
  readonly gateways: SupervisedGateway[];
  /** Inbox keys that a disk has lost after they were acknowledged. */
  readonly lostKeys: Set<string>;
}

export interface StormPlan {
  readonly seed: number;
  /** So many webhooks, and whatever follows from them. */
  readonly webhooks: number;
  readonly mischief: MischiefShares;
  readonly gateways: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether admins and other vendors have made trouble in the org. */
  readonly isHostile?: boolean;
  /** Before the first text; told of the customers' numbers. */
  readonly prepare?: (salesforce: RunningOrg, customers: readonly string[]) => void;
  /** What strikes, in this order, at moments that the seed chooses. */
  readonly misfortunes: (storm: Storm) => readonly Omit<Misfortune, 'at'>[];
  readonly tell: (line: string) => void;
}

/** What happened, and every violation of the promise: none is what we want. */
export interface StormReport {
  readonly violations: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

const CUSTOMERS = 200;
const ACTIONS_PER_SECOND = 60;
const DELETED_BY_PERSON = 25;
const FAILED_PUBLISHES_PERCENT = 1;
const PENDING_LOOK_MS = 50;

/** Lets a storm pass over a local stack, then waits until the record is right, or the limit is over. */
export async function rideStorm(plan: StormPlan): Promise<StormReport> {
  const random = seededRandom(plan.seed);
  const mischief = createMischief(random, plan.mischief);
  const relay = await startRelay(mischief);
  const env = { ...STORM_ENV, ...plan.env };
  const isHostile = plan.isHostile === true;
  const stack = await startLocalStack({ publicUrl: relay.url, env, onLine: keepLine, ...(isHostile && { org: HOSTILE_ORG }) });
  try {
    if (isHostile) for (const hinder of [makeHostile, objectToSome]) hinder(stack.salesforce.org);
    stack.twilio.webhooks.preWebhookUrl = null; // a pre hook that fails stops the message: such messages are not Twilio's, so not ours
    const storm: Storm = { stack, relay, random, gateways: [], lostKeys: new Set() };
    for (let n = 0; n < plan.gateways; n += 1) storm.gateways.push(await superviseGateway(stack, { DATA_DIR: `${stack.dataDir}/${n}` }));
    relay.targets = storm.gateways.map(({ url }) => url);
    const customers = makeCustomers(stack.salesforce, CUSTOMERS);
    plan.prepare?.(stack.salesforce, customers);
    const people = new People({ twilio: stack.twilio, random, customers });
    const deletedByPerson = new Set<string>();
    const misfortunes = [...plan.misfortunes(storm), { name: 'a person deletes Tasks', strike: deletion(storm, deletedByPerson) }];
    const startedAt = performance.now();
    await blow({ plan, storm, people, misfortunes });
    const stormMs = performance.now() - startedAt;
    const { violations, replayed } = await untilRight({ stack, relay, people, deletedByPerson, isHostile, lostKeys: storm.lostKeys });
    const seconds = { storm: stormMs / 1_000, calm: (performance.now() - startedAt - stormMs) / 1_000 };
    const happened = { seed: plan.seed, ...mischief.done, ...people.done, deletedByPerson: deletedByPerson.size, replayed };
    return { violations, figures: { ...happened, ...figuresOf(storm, seconds) } };
  } finally {
    await stack.close();
    await relay.close();
  }
}

/** The gateways' logs, for whoever has to find out what a storm did: into the file that `STORM_LOG` names. */
const keepLine = (line: object): void => {
  if (process.env.STORM_LOG !== undefined) appendFileSync(process.env.STORM_LOG, `${JSON.stringify(line)}\n`);
};

interface Blow {
  readonly plan: StormPlan;
  readonly storm: Storm;
  readonly people: People;
  readonly misfortunes: readonly Omit<Misfortune, 'at'>[];
}

/** Traffic and misfortunes, until Twilio has sent what was planned and the network has handed it on. */
async function blow({ plan, storm, people, misfortunes }: Blow): Promise<void> {
  const { random, relay, stack } = storm;
  const at = moments(random, misfortunes.length);
  const weather = createWeather(
    misfortunes.map((misfortune, n) => ({ ...misfortune, at: at[n] ?? 1 })),
    plan.tell,
  );
  stack.salesforce.publishFaults.failPercent(FAILED_PUBLISHES_PERCENT);
  await runTraffic({ people, random, actionsPerSecond: ACTIONS_PER_SECOND }, () => {
    weather.progress(relay.webhooks.length / plan.webhooks);
    return relay.webhooks.length >= plan.webhooks;
  });
  await weather.settled();
  while (relay.pending() > 0) await sleep(PENDING_LOOK_MS);
  stack.salesforce.publishFaults.failPercent(0);
}

const deletion = (storm: Storm, deleted: Set<string>) => (): Promise<void> => {
  for (const key of deleteSomeTasks(storm.stack.salesforce, storm.random, DELETED_BY_PERSON)) deleted.add(key);
  return Promise.resolve();
};

interface Seconds {
  readonly storm: number;
  readonly calm: number;
}

function figuresOf({ relay, stack }: Storm, seconds: Seconds): Readonly<Record<string, number>> {
  return {
    webhooks: relay.webhooks.length,
    lost: relay.webhooks.filter(({ acknowledged }) => acknowledged === 0).length,
    refused: relay.webhooks.reduce((sum, { refused }) => sum + refused, 0),
    tasks: look(stack).tasks().length,
    stormSeconds: Math.round(seconds.storm),
    calmSeconds: Math.round(seconds.calm),
  };
}
