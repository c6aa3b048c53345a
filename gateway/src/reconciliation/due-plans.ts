import type { Marks, Plan, PlanKind } from './reconcile-plan.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** What Twilio shows late, and by how much two clocks may differ: compared again each time. */
const OVERLAP_MS = 5 * 60_000;
/** Keys are forgotten once they are older than retention; nothing is compared that close to it. */
const RETENTION_MARGIN_MS = HOUR_MS;
/** So long a gap is downtime: webhooks have been missed in conversations that nobody would look at before the next sweep. */
const LEAST_DOWNTIME_MS = 15 * 60_000;
const SWEEP_EVERY_MS = DAY_MS;

export interface Times {
  readonly now: Date;
  readonly retentionDays: number;
  readonly intervalMs: number;
}

const before = (date: Date, ms: number): Date => new Date(date.getTime() - ms);
const latest = (...dates: readonly Date[]): Date => new Date(Math.max(...dates.map(Number)));

/** The oldest moment that may be compared: whatever happened before it would be done twice. */
export const floorOf = ({ now, retentionDays }: Times): Date => before(now, retentionDays * DAY_MS - RETENTION_MARGIN_MS);

/** The marks of a gateway that starts for the first time: its past is a moment. */
export const firstMarks = ({ now }: Times): Marks => ({ began: before(now, OVERLAP_MS), comparedTo: now, sweptAt: now });

/** Whether nobody compared for so long, before this plan was begun, that every conversation has to be looked at. */
export const wasDown = (marks: Marks, { startedAt }: Plan, { intervalMs }: Times): boolean =>
  startedAt.getTime() - marks.comparedTo.getTime() > Math.max(LEAST_DOWNTIME_MS, 3 * intervalMs);

/** Never swept: due at once. */
export const NEVER = new Date(0);

export const isSweepDue = ({ sweptAt }: Marks, { now }: Times): boolean => now.getTime() - sweptAt.getTime() >= SWEEP_EVERY_MS;

const FIRST_STAGES = { regular: 'created', asked: 'created', sweep: 'active' } as const satisfies Record<PlanKind, Plan['stage']>;

export interface Wanted {
  readonly kind: PlanKind;
  readonly marks: Marks;
  /** From when on, for the kind that is asked for. */
  readonly since?: Date;
}

/** A plan at its beginning. It never goes back beyond the floor, nor (unless asked to) to before the gateway began. */
export function newPlan({ kind, marks, since: asked }: Wanted, times: Times): Plan {
  const since = { regular: before(marks.comparedTo, OVERLAP_MS), sweep: marks.began, asked: asked ?? marks.began }[kind];
  const counts = { conversations: 0, messages: 0, missing: 0, requests: 0 };
  return { ...counts, since: latest(since, floorOf(times)), startedAt: times.now, stage: FIRST_STAGES[kind] };
}
