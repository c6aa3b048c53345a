import type { DependencyHealth } from '../dependency-watch.ts';
import type { Problem, StatusAnswer } from './contract.ts';
import { dependencyAdvice } from './dependency-advice.ts';
import { isListening } from '../pipeline/activity-trigger.ts';
import type { TriggerState } from './trigger-watch.ts';

/** What a status report is made of, before it is judged. */
export type StatusFacts = Omit<StatusAnswer, 'problems' | 'triggers'> & {
  readonly triggerState: TriggerState;
  /** What keeps customers from being found well, in words. */
  readonly directoryProblems?: readonly string[];
  /** Without a key nothing that the org's users ask can be believed. */
  readonly hasSigningKey?: boolean;
};

/** Shares of a limit at which a person is told, and at which webhooks are refused. */
const FILLING = 0.9;
/** Behind: retries pause for 15 minutes at most, so what is older has failed more than a few times. */
const BEHIND_SECONDS = 15 * 60;
/** Receipts are asked for within minutes and asked again over hours; later than that, events have been lost or nobody records them. */
const RECEIPTS_BEHIND_SECONDS = 2 * 60 * 60;

/** Everything that is not well, the most pressing first. Docs: docs/operations.md, "What status tells"; the same limits as docs/alerts.yml. */
export function findProblems(facts: StatusFacts): readonly Problem[] {
  const found = [
    ...storeProblems(facts),
    ...usageProblems(facts),
    ...dependencyProblems(facts.dependencies),
    ...triggerProblems(facts.triggerState),
    ...delayProblems(facts),
    ...deadLetterProblems(facts),
    ...reconciliationProblems(facts),
    ...directoryProblems(facts),
    ...settingProblems(facts),
  ];
  return [...found.filter(({ severity }) => severity === 'critical'), ...found.filter(({ severity }) => severity === 'warning')];
}

function storeProblems({ dependencies, gateway }: StatusFacts): Problem[] {
  const problems: Problem[] = [];
  if (dependencies.store?.status === 'down') {
    problems.push({
      code: 'store_down',
      severity: 'critical',
      problem: 'The store cannot be written: webhooks are refused, and Twilio does not send them again.',
      advice: 'Free disk space or bring the database back. Then fetch what was missed since it began.',
      command: 'reconcile --since 1d',
    });
  }
  if (gateway.isDraining) {
    problems.push({
      code: 'draining',
      severity: 'warning',
      problem: 'This gateway is shutting down.',
      advice: 'Ask the one that takes over.',
    });
  }
  return problems;
}

function usageProblems({ usage }: StatusFacts): Problem[] {
  if (!usage) return [];
  const limits = [
    { what: 'Work that waits', used: usage.queued, limit: usage.maxQueued, name: 'MAX_QUEUED' },
    { what: 'The store', used: usage.bytes, limit: usage.maxBytes, name: 'MAX_STORE_BYTES' },
  ];
  return limits
    .filter(({ used, limit }) => used >= limit * FILLING)
    .map(({ what, used, limit, name }) => ({
      code: 'store_filling',
      severity: used >= limit ? 'critical' : 'warning',
      problem:
        used >= limit
          ? `${what} has reached ${name}: webhooks are refused, and Twilio does not send them again.`
          : `${what} is at ${Math.floor((100 * used) / limit)} % of ${name}; at 100 % webhooks are refused.`,
      advice: `Mend what keeps work from leaving (the other lines), or raise ${name} while there is disk for it, and restart.`,
    }));
}

function dependencyProblems(dependencies: Readonly<Record<string, DependencyHealth>>): Problem[] {
  return Object.entries(dependencies)
    .filter(([name, { status }]) => status === 'down' && name !== 'store' && name !== 'trigger')
    .map(([name, { detail }]) => ({ code: 'dependency_down', severity: 'critical', ...dependencyAdvice(name, detail) }));
}

function directoryProblems({ directoryProblems: problems = [] }: StatusFacts): Problem[] {
  return problems.map((what) => ({
    code: 'customers_hard_to_find',
    severity: 'warning',
    problem: `Numbers are looked for in a slower or narrower way: ${what}.`,
    advice: 'See "How a customer is found" in the admin guide (docs/admin.md); the gateway looks again within ten minutes.',
  }));
}

function settingProblems({ hasSigningKey = true }: StatusFacts): Problem[] {
  if (hasSigningKey) return [];
  return [
    {
      code: 'not_configured',
      severity: 'warning',
      problem: 'GATEWAY_SIGNING_KEY is not set: messages, templates and routing asked for from Salesforce are refused (503).',
      advice: 'Set it to the SigningKey of the External Credential Frontline_Gateway (docs/admin.md), and restart.',
    },
  ];
}

function triggerProblems(state: TriggerState): Problem[] {
  if (!state.known) return [];
  if (state.triggers.length === 0) {
    return [
      {
        code: 'trigger_missing',
        severity: 'warning',
        problem: 'Salesforce names no trigger that records the messages.',
        advice:
          'In Setup, Platform Events, Frontline Activity, Subscriptions: is FrontlineActivityTrigger there? Then the integration user may not see it.',
      },
    ];
  }
  return state.triggers
    .filter((trigger) => !isListening(trigger))
    .map(({ name, status, lastError }) => ({
      code: 'trigger_stopped',
      severity: 'critical',
      problem: `${name} is ${status}: messages are published and no Task is written.${lastError ? ` It said: ${lastError}` : ''}`,
      advice:
        'In Setup, Platform Events, Frontline Activity, Subscriptions: open it and resume. Events wait for 72 hours; older ones become dead letters.',
    }));
}

function delayProblems({ queues, receipts }: StatusFacts): Problem[] {
  const problems: Problem[] = [];
  if (queues && queues.inbox.oldestAgeSeconds > BEHIND_SECONDS) {
    problems.push({
      code: 'working_behind',
      severity: 'warning',
      problem: `A webhook has waited for ${minutes(queues.inbox.oldestAgeSeconds)} to be worked.`,
      advice: 'If Salesforce or Twilio is down, this mends itself afterwards. Otherwise the log says why: "entry put off".',
    });
  }
  if (queues && queues.outbox.oldestAgeSeconds > BEHIND_SECONDS) {
    problems.push({
      code: 'publishing_behind',
      severity: 'critical',
      problem: `An activity has waited for ${minutes(queues.outbox.oldestAgeSeconds)} to be published: Tasks are late.`,
      advice: 'If Salesforce is down or limits, this mends itself afterwards. Otherwise the log says why: "publishing put off".',
    });
  }
  if (receipts && receipts.oldestAgeSeconds > RECEIPTS_BEHIND_SECONDS) {
    problems.push({
      code: 'receipts_behind',
      severity: 'warning',
      problem: `Salesforce has not said for ${minutes(receipts.oldestAgeSeconds)} what became of a message.`,
      advice: 'In Setup, Platform Events, Frontline Activity: does FrontlineActivityTrigger run, and do its last processed events move?',
    });
  }
  return problems;
}

const minutes = (seconds: number): string => {
  const total = Math.floor(seconds / 60);
  return total < 120 ? `${total} minutes` : `${Math.floor(total / 60)} hours`;
};

function deadLetterProblems({ queues }: StatusFacts): Problem[] {
  const dead = queues ? queues.inbox.dead + queues.outbox.dead : 0;
  if (dead === 0) return [];
  return [
    {
      code: 'dead_letters',
      severity: 'warning',
      problem: dead === 1 ? 'One dead letter waits for a person.' : `${dead} dead letters wait for a person.`,
      advice: 'Read the reasons, mend the cause and replay, or discard.',
      command: 'dead-letters list',
    },
  ];
}

function reconciliationProblems({ reconciliation }: StatusFacts): Problem[] {
  const problems: Problem[] = [];
  if (reconciliation?.failure !== undefined) {
    problems.push({
      code: 'reconciliation_failed',
      severity: 'warning',
      problem: `The last comparison with Twilio ended early: ${reconciliation.failure}`,
      advice: 'Try again when Twilio answers.',
      command: 'reconcile --since 1d',
    });
  }
  if (reconciliation !== undefined && reconciliation.refused > 0) {
    problems.push({
      code: 'conversations_refused',
      severity: 'warning',
      problem: `Twilio refuses to tell of ${reconciliation.refused} of ${reconciliation.conversations} conversations compared.`,
      advice: 'The log names them: "a conversation cannot be compared". Look at them in the Twilio Console.',
    });
  }
  return problems;
}
