import type { Clock } from '../clock.ts';
import type { DependencyHealth } from '../dependency-watch.ts';
import type { ActivityTrigger } from '../pipeline/activity-trigger.ts';
import type { Backlog, QueueCounts } from '../pipeline/backlog.ts';
import type { Capacity, CapacityLimits } from '../pipeline/capacity.ts';
import type { StatusAnswer } from './contract.ts';
import type { DutyHolders } from './duty-holders.ts';
import { findProblems } from './find-problems.ts';
import { reconciliationStatus } from './reconciliation-status.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { TriggerWatch } from './trigger-watch.ts';
import type { WaitingReceipts } from './waiting-receipts.ts';

export type Breakers = StatusAnswer['breakers'];

export interface StatusReportDeps {
  readonly version: string;
  readonly clock: Clock;
  readonly startedAt: Date;
  readonly isDraining: () => boolean;
  /** The store's health and the last known one of everything outside. Never rejects. */
  readonly dependencies: () => Promise<Readonly<Record<string, DependencyHealth>>>;
  readonly breakers: () => Breakers;
  readonly backlog: Backlog;
  readonly waitingReceipts: WaitingReceipts;
  readonly capacity: Capacity;
  readonly limits: CapacityLimits;
  readonly dutyHolders: DutyHolders;
  readonly triggerWatch: Pick<TriggerWatch, 'look'>;
  readonly reconciliation: Pick<Reconciliation, 'status'>;
  /** What keeps customers from being found well, in words. */
  readonly directoryProblems: () => readonly string[];
  readonly hasSigningKey: boolean;
}

/** All that a person needs to answer "is all well, and if not, what do I do?". Never rejects for what it reports on: that becomes a problem. */
export function statusReport(deps: StatusReportDeps) {
  return async (): Promise<StatusAnswer> => {
    const now = deps.clock.now();
    const [triggerState, queues, receipts, usage, duties, reconciliation] = await Promise.all([
      deps.triggerWatch.look(),
      known(queuesOf(deps)),
      known(receiptsOf(deps)),
      known(usageOf(deps)),
      known(dutiesOf(deps)),
      known(reconciliationStatus(deps)()),
    ]);
    // After the question to Salesforce, so that health knows its answer.
    const dependencies = await deps.dependencies();
    const facts = {
      at: now.toISOString(),
      gateway: {
        version: deps.version,
        startedAt: deps.startedAt.toISOString(),
        uptimeSeconds: seconds(now.getTime() - deps.startedAt.getTime()),
        isDraining: deps.isDraining(),
      },
      dependencies,
      breakers: deps.breakers(),
      ...(queues && { queues }),
      ...(receipts && { receipts }),
      ...(usage && { usage }),
      ...(duties && { duties }),
      ...(reconciliation && { reconciliation }),
    };
    return {
      ...facts,
      problems: [
        ...findProblems({ ...facts, triggerState, directoryProblems: deps.directoryProblems(), hasSigningKey: deps.hasSigningKey }),
      ],
      ...(triggerState.known && { triggers: triggerState.triggers.map(triggerAnswerOf) }),
    };
  };
}

/** The store fails as a whole, and health says so; a part of the report is then absent. */
const known = <T>(part: Promise<T>): Promise<T | undefined> => part.catch(() => undefined);

const seconds = (ms: number): number => Math.max(0, Math.floor(ms / 1_000));

async function queuesOf({ backlog }: StatusReportDeps) {
  const { inbox, outbox } = await backlog.counts();
  const queue = ({ ready, dead, oldestAgeMs }: QueueCounts) => ({ waiting: ready, dead, oldestAgeSeconds: seconds(oldestAgeMs) });
  return { inbox: queue(inbox), outbox: queue(outbox) };
}

async function receiptsOf({ waitingReceipts }: StatusReportDeps) {
  const { waiting, oldestAgeMs } = await waitingReceipts.count();
  return { waiting, oldestAgeSeconds: seconds(oldestAgeMs) };
}

async function usageOf({ capacity, limits }: StatusReportDeps) {
  return { ...(await capacity.usage()), ...limits };
}

async function dutiesOf({ dutyHolders }: StatusReportDeps) {
  const holders = await dutyHolders.holders();
  return holders.map(({ until, ...holder }) => ({ ...holder, until: until.toISOString() }));
}

function triggerAnswerOf({ name, status, retries, lastError }: ActivityTrigger) {
  return { name, status, retries, ...(lastError !== undefined && { lastError }) };
}
