import { toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AcceptedEvents } from './accepted-events.ts';
import type { ConversationHistory, HistoryPage, ListedConversation } from './conversation-history.ts';
import { isRefusedForGood } from './is-refused-for-good.ts';
import type { Look, Seen } from './look-at-conversation.ts';
import type { ReconcileResult } from './reconcile-result.ts';
import { STAGES, type Plan, type PlanKeeper, type PlanKind, type Stage } from './reconcile-plan.ts';

export interface RunPlanDeps {
  readonly history: ConversationHistory;
  readonly requests: () => number;
  readonly accepted: Pick<AcceptedEvents, 'latestConversations'>;
  readonly look: (look: Look) => Promise<Seen>;
  readonly plans: PlanKeeper;
  readonly log: Log;
  /** Before this moment nothing may be compared any more, however old the plan is. */
  readonly floor: () => Date;
  /** Told after each page: where the plan is, and what the page brought. */
  readonly onProgress: (kind: PlanKind, plan: Plan, page: ReconcileResult) => void;
}

const HOUR_MS = 60 * 60_000;
/** In an hour of a busy account; the others wait for the sweep. At five requests a second these take 100 s. */
const MAX_LATELY = 500;
/** A conversation that is looked at every few minutes has few new messages; a sweep reads days. */
const PAGE_SIZES = { regular: 20, asked: 100, sweep: 100 } as const satisfies Record<PlanKind, number>;

/** Where a plan is when it ends, or is left to be gone on with. */
export interface Outcome {
  readonly isDone: boolean;
  readonly plan: Plan;
}

/**
 * Goes through a plan page by page, writing down where it is after each. Ends early as soon as `mayGoOn` says no. Rejects when
 * Twilio or the store fails; what was looked at since the last page is then looked at again.
 */
export function runPlan(deps: RunPlanDeps) {
  const { requests, plans, onProgress } = deps;
  return async (kind: PlanKind, start: Plan, mayGoOn: () => boolean): Promise<Outcome> => {
    const walk = await walkOf(deps, kind, start);
    for (let plan = start; ;) {
      const before = requests();
      const { next, seen } = await walk(plan);
      const here = add(plan, seen, requests() - before);
      onProgress(kind, here, { ...seen, requests: requests() - before });
      if (next === undefined) {
        await plans.drop(kind);
        return { isDone: true, plan: here };
      }
      plan = { ...here, stage: next.stage, page: next.page };
      await plans.keep(kind, plan);
      if (!mayGoOn()) return { isDone: false, plan };
    }
  };
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

interface Sum extends Seen {
  readonly conversations: number;
}

const add = (plan: Plan, seen: Sum, requests: number): Plan => ({
  ...plan,
  conversations: plan.conversations + seen.conversations,
  messages: plan.messages + seen.messages,
  missing: plan.missing + seen.missing,
  refused: plan.refused + seen.refused,
  requests: plan.requests + requests,
});

type Place = Pick<Plan, 'stage' | 'page'>;

/** Looks at what one page of a plan has; answers where to go on, or nothing at the end. */
async function walkOf(deps: RunPlanDeps, kind: PlanKind, { since }: Plan) {
  const lately = new Set(
    kind === 'regular' ? await deps.accepted.latestConversations(new Date(since.getTime() - HOUR_MS), MAX_LATELY) : [],
  );
  const looked = new Set<string>();
  const stages: readonly Stage[] = STAGES[kind];
  const isDue = (stage: Stage, { sid, createdAt, updatedAt }: ListedConversation) => {
    if (looked.has(sid)) return false;
    const isNew = createdAt >= since;
    if (stage === 'created') return isNew;
    // Looked at in the stage of the new ones, perhaps before a restart.
    if (isNew && stages.includes('created')) return false;
    const isOpenSweep = kind !== 'regular' && stage !== 'closed';
    return isOpenSweep || stage === 'rest' || updatedAt >= since || lately.has(sid);
  };
  const pageOf = pagesOf(deps, { since, rest: () => [...lately].filter((sid) => !looked.has(sid)) });

  return async ({ stage, page }: Place): Promise<{ next: Place | undefined; seen: Sum }> => {
    const part = await pageOf(stage, page);
    let seen: Sum = { conversations: part.refused, messages: 0, missing: 0, refused: part.refused };
    for (const conversation of part.items.filter((item) => isDue(stage, item))) {
      looked.add(conversation.sid);
      const look = await deps.look({ conversation, since: later(since, deps.floor()), pageSize: PAGE_SIZES[kind] });
      seen = {
        conversations: seen.conversations + 1,
        messages: seen.messages + look.messages,
        missing: seen.missing + look.missing,
        refused: seen.refused + look.refused,
      };
    }
    const following = stages[stages.indexOf(stage) + 1];
    const next = part.next === undefined ? following && { stage: following, page: undefined } : { stage, page: part.next };
    return { next, seen };
  };
}

interface Page extends HistoryPage<ListedConversation> {
  /** Conversations that Twilio refused to tell of: they are not among the items. */
  readonly refused: number;
}

/** The conversations of a stage, a page at a time. */
function pagesOf({ history, log }: RunPlanDeps, { since, rest }: { since: Date; rest: () => readonly string[] }) {
  const list = async (stage: Exclude<Stage, 'rest'>, page: string | undefined): Promise<HistoryPage<ListedConversation>> => {
    const query = stage === 'created' ? { createdSince: since } : { state: stage };
    try {
      return await history.conversations(query, page);
    } catch (thrown) {
      // A page does not live for ever: after a long halt the list is read from its beginning.
      if (page === undefined || toGatewayError(thrown).isTransient) throw thrown;
      return history.conversations(query);
    }
  };
  const fetched = async (): Promise<Page> => {
    const items: ListedConversation[] = [];
    let refused = 0;
    for (const sid of rest()) {
      try {
        items.push(await history.conversation(sid));
      } catch (thrown) {
        if (isRefusedForGood(log, sid, thrown)) refused += 1;
      }
    }
    return { items, refused };
  };
  return async (stage: Stage, page: string | undefined): Promise<Page> =>
    stage === 'rest' ? fetched() : { ...(await list(stage, page)), refused: 0 };
}
