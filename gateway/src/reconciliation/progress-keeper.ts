import type { Clock } from '../clock.ts';
import type { ReconcileProgress } from './reconcile-result.ts';
import type { Plan, PlanKind } from './reconcile-plan.ts';
import type { Outcome } from './run-plan.ts';

interface Entry {
  readonly plan: Plan;
  readonly finishedAt?: Date;
  readonly failure?: string;
}

const NOTHING: ReconcileProgress = { state: 'idle', conversations: 0, messages: 0, missing: 0, refused: 0, requests: 0 };
// Whoever asked for a comparison wants to hear of that one.
const ORDER: readonly PlanKind[] = ['asked', 'regular', 'sweep'];

/** Remembers how each kind of comparison stands in this process. */
export function progressKeeper({ clock }: { readonly clock: Clock }) {
  const entries = new Map<PlanKind, Entry>();
  return {
    onPlan: (kind: PlanKind, plan: Plan) => void entries.set(kind, { plan }),
    onEnd: (kind: PlanKind, { isDone, plan }: Outcome) => void entries.set(kind, { plan, ...(isDone && { finishedAt: clock.now() }) }),
    /** `failure` in plain words. */
    onFailure: (kind: PlanKind, failure: string) => {
      const entry = entries.get(kind);
      if (entry) entries.set(kind, { ...entry, finishedAt: clock.now(), failure });
    },
    progress: (): ReconcileProgress => {
      const running = ORDER.map((kind) => entries.get(kind)).find((entry) => entry && entry.finishedAt === undefined);
      const last = [...entries.values()].sort((a, b) => Number(b.finishedAt ?? 0) - Number(a.finishedAt ?? 0))[0];
      const shown = running ?? entries.get('asked') ?? last;
      if (!shown) return NOTHING;
      const { plan, ...end } = shown;
      const { since, startedAt, conversations, messages, missing, refused, requests } = plan;
      return { state: running ? 'running' : 'idle', since, startedAt, conversations, messages, missing, refused, requests, ...end };
    },
  };
}

export type ProgressKeeper = ReturnType<typeof progressKeeper>;
