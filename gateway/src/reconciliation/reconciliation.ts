import type { Clock, MonotonicMs } from '../clock.ts';
import { GatewayError, toGatewayError } from '../errors.ts';
import { oneAtATime } from '../pipeline/one-at-a-time.ts';
import { createRepeat } from '../pipeline/repeat.ts';
import { whereOf } from '../pipeline/where-of.ts';
import { withDuty, type DutyOutcome, type WithDutyDeps } from '../pipeline/with-duty.ts';
import type { Past } from './compare-past.ts';
import { createPast, type PastDeps } from './create-past.ts';
import { progressKeeper } from './progress-keeper.ts';
import type { Reconciler, ReconcileResult, RunOptions } from './reconcile-result.ts';
import { requestTurns } from './request-turns.ts';
import type { Outcome } from './run-plan.ts';

export interface ReconciliationDeps extends Omit<PastDeps, 'turns' | 'progress'>, WithDutyDeps {
  readonly clock: Clock;
  readonly monotonicMs: MonotonicMs;
  /** Of Twilio's REST API: at most so many. */
  readonly requestsPerSecond: number;
}

// A comparison that failed has left a gap, and Twilio is usually back within minutes.
const RETRY_MS = 60_000;

/** Compares the inbox with Twilio, one comparison at a time, and feeds it what it was not told. */
export function createReconciliation(deps: ReconciliationDeps): Reconciler {
  const { intervalMs, log } = deps;
  const progress = progressKeeper(deps);
  const turns = requestTurns({ ...deps, perSecond: deps.requestsPerSecond });
  const past = createPast({ ...deps, progress, turns });
  const dutifully = withDuty(deps);
  const oneByOne = oneAtATime();
  let isStopping = false;

  const onDuty: OnDuty = (work) => oneByOne.do(() => dutifully('reconciliation', (isLost) => work(() => !isStopping && !isLost())));
  const repeat = createRepeat({
    ...deps,
    everyMs: intervalMs,
    retryMs: RETRY_MS,
    work: async () => {
      await onDuty((mayGoOn) => past.everything(mayGoOn, () => mayGoOn() && oneByOne.waiting() === 0 && !repeat.isDue()));
    },
    onFailure: (error) => log.warn(reasonOf(error), 'comparison with Twilio put off'),
  });
  return {
    start: repeat.start,
    stop: async () => {
      isStopping = true;
      turns.halt();
      await Promise.all([repeat.stop(), oneByOne.idle()]);
    },
    run: runOnce(past, onDuty),
    begin: async (since) => {
      const isNew = await past.ask(since);
      if (isNew) repeat.wake();
      return isNew;
    },
    status: progress.progress,
  };
}

type OnDuty = <T>(work: (mayGoOn: () => boolean) => Promise<T>) => Promise<DutyOutcome<T>>;

function runOnce(past: Past, onDuty: OnDuty) {
  return async ({ since }: RunOptions = {}): Promise<ReconcileResult> => {
    if (since && !(await past.ask(since))) throw busy('A comparison that was asked for is under way.');
    const outcome = await onDuty<Outcome | undefined>((mayGoOn) => (since ? past.asked(mayGoOn) : past.regular(mayGoOn)));
    if (!outcome.isMine) throw busy('Another gateway compares at the moment.');
    if (!outcome.result?.isDone) throw busy('The comparison was left; it goes on when it is next due.');
    const { conversations, messages, missing, refused, requests } = outcome.result.plan;
    return { conversations, messages, missing, refused, requests };
  };
}

const busy = (message: string) => new GatewayError('overloaded', message);

function reasonOf(error: unknown) {
  const { code, message } = toGatewayError(error);
  return code === 'internal' ? whereOf(error) : { code, reason: message };
}
