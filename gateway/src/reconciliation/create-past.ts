import { toGatewayError } from '../errors.ts';
import type { Checkpoints } from '../pipeline/checkpoints.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import { comparePast, type Past } from './compare-past.ts';
import { floorOf } from './due-plans.ts';
import { feedInbox } from './feed.ts';
import { lookAtConversation, type LookDeps } from './look-at-conversation.ts';
import { pacedHistory } from './paced-history.ts';
import type { ProgressKeeper } from './progress-keeper.ts';
import { planKeeper, type Plan, type PlanKind } from './reconcile-plan.ts';
import type { ReconcileResult } from './reconcile-result.ts';
import type { RequestTurns } from './request-turns.ts';
import { runPlan, type Outcome } from './run-plan.ts';

export interface PastDeps extends Omit<LookDeps, 'feed'> {
  /** The one that wakes the worker. */
  readonly inbox: Inbox;
  readonly checkpoints: Checkpoints;
  /** Told what each page of a comparison brought. */
  readonly onCompared: (page: ReconcileResult) => void;
  readonly intervalMs: number;
  readonly retentionDays: number;
  readonly turns: RequestTurns;
  readonly progress: ProgressKeeper;
}

/** Joins what compares the past: plans, the looks that they take, and the word on how they stand. */
export function createPast(deps: PastDeps): Past {
  const { clock, turns, progress, retentionDays, intervalMs } = deps;
  const history = pacedHistory(deps.history, turns);
  const plans = planKeeper(deps);
  const run = runPlan({
    ...deps,
    history,
    plans,
    requests: turns.requests,
    look: lookAtConversation({ ...deps, history, feed: feedInbox(deps) }),
    floor: () => floorOf({ now: clock.now(), retentionDays, intervalMs }),
    onProgress: (kind, plan, page) => {
      progress.onPlan(kind, plan);
      deps.onCompared(page);
    },
  });
  const told = async (kind: PlanKind, plan: Plan, mayGoOn: () => boolean): Promise<Outcome> => {
    progress.onPlan(kind, plan);
    try {
      const outcome = await run(kind, plan, mayGoOn);
      progress.onEnd(kind, outcome);
      return outcome;
    } catch (error) {
      progress.onFailure(kind, toGatewayError(error).message);
      throw error;
    }
  };
  return comparePast({ ...deps, plans, run: told });
}
