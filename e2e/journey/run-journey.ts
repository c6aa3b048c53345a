import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { HOSTILE_ORG, makeHostile } from '../stack/hostile-org.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { consentSteps } from './consent-steps.ts';
import { expectTrue } from './expect.ts';
import { firstMessagesStep } from './first-messages-step.ts';
import { hostileSteps } from './hostile-steps.ts';
import { inboundStep } from './inbound-step.ts';
import { look } from './look.ts';
import { outageStep } from './outage-step.ts';
import { ownerStep } from './owner-step.ts';
import { pictureStep } from './picture-step.ts';
import { repSteps } from './rep-steps.ts';
import { replySteps } from './reply-steps.ts';
import { runSteps, type Step, type StepResult } from './step.ts';
import { windowSteps } from './window-steps.ts';

const STRANGER = '+14155550199';

export interface JourneyOptions {
  /** Told of each step as it ends. */
  readonly tell: (result: StepResult) => void;
  /** In an org in which admins and other vendors have made trouble; with steps that show what becomes of that. */
  readonly isHostile?: boolean;
}

/** The whole way of a message, against a local stack made for it. Answers every step; the journey is over at the first that fails. */
export async function runJourney({ tell, isHostile = false }: JourneyOptions): Promise<readonly StepResult[]> {
  // Nobody watches a journey for the minute after which an owner's change, or an admin's edit, is noticed, or a receipt asked for.
  const stack = await startLocalStack({
    env: { OWNERS_INTERVAL_MS: '1000', METADATA_TTL_MS: '1000', SECOND_LOOK_MS: '6000' },
    ...(isHostile && { org: HOSTILE_ORG }),
  });
  try {
    if (isHostile) makeHostile(stack.salesforce.org);
    return await runSteps(wholeWay(stack, isHostile), tell);
  } finally {
    await stack.close();
  }
}

function wholeWay(stack: LocalStack, isHostile: boolean): readonly Step[] {
  const gateway = stack.startGateway();
  const context = { stack, seen: look(stack) };
  const { mara, nils } = DEMO_CUSTOMERS;
  return [
    { name: 'the gateway starts and listens', run: async () => `port ${await gateway.listening()}` },
    inboundStep(context, { channel: 'sms', number: mara.number, contact: mara.name, called: mara.name, worker: mara.owner }),
    ...replySteps(context),
    inboundStep(context, { channel: 'sms', number: STRANGER, called: STRANGER, worker: DEMO_WORKERS.desk }),
    inboundStep(context, { channel: 'whatsapp', number: nils.number, contact: nils.name, called: nils.name, worker: nils.owner }),
    ...windowSteps(context),
    ...repSteps(context),
    pictureStep(context),
    ...consentSteps(context),
    firstMessagesStep(context),
    outageStep(context),
    ownerStep(context),
    ...(isHostile ? hostileSteps(context) : []),
    {
      name: 'every message is one Task, and SIGTERM ends the gateway with 0',
      run: async () => {
        const keys = context.seen.tasks().map((task) => task.Frontline_Key__c);
        expectTrue('no key twice', new Set(keys).size === keys.length);
        const { code } = await gateway.stop();
        expectTrue(`exit code 0, not ${String(code)}: ${gateway.errors()}`, code === 0);
        return `${keys.length} Tasks`;
      },
    },
  ];
}
