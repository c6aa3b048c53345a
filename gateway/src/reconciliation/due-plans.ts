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

/** Whether a moment that is past cannot have come yet: by more than two clocks may differ. */
export const isAhead = (moment: Date, { now }: Pick<Times, 'now'>): boolean => moment.getTime() - now.getTime() > OVERLAP_MS;

/**
 * The marks themselves, when they can be right. Else as much is taken for compared as is certain: what was done while the clock was ahead is
 * looked at again, conversation by conversation, as far back as keys are remembered. That brings nothing twice.
 */
export function soundMarks(marks: Marks | 'unreadable', times: Times): Marks {
  if (marks === 'unreadable') return { began: floorOf(times), comparedTo: times.now, sweptAt: NEVER };
  const { began, comparedTo, sweptAt } = marks;
  if (![began, comparedTo, sweptAt].some((mark) => isAhead(mark, times))) return marks;
  return {
    began: isAhead(began, times) ? floorOf(times) : began,
    comparedTo: isAhead(comparedTo, times) ? times.now : comparedTo,
    sweptAt: NEVER,
  };
}

/** Whether nobody compared for so long, before this plan was begun, that every conversation has to be looked at. */
export const wasDown = (marks: Marks, { startedAt }: Plan, { intervalMs }: Times): boolean =>
  startedAt.getTime() - marks.comparedTo.getTime() > Math.max(LEAST_DOWNTIME_MS, 3 * intervalMs);

/** Never swept: due at once. */
export const NEVER = new Date(0);

export const isSweepDue = ({ sweptAt }: Marks, { now }: Times): boolean => now.getTime() - sweptAt.getTime() >= SWEEP_EVERY_MS;

const FIRST_STAGES = { regular: 'created', asked: 'created', sweep: 'active' } as const satisfies Record<PlanKind, Plan['stage']>;

export type Wanted =
  | { readonly kind: Exclude<PlanKind, 'asked'>; readonly marks: Marks }
  /** From when on. */
  | { readonly kind: 'asked'; readonly since: Date };

/** A plan at its beginning. It never goes back beyond the floor, nor (unless asked to) to before the gateway began. */
export function newPlan(wanted: Wanted, times: Times): Plan {
  const counts = { conversations: 0, messages: 0, missing: 0, refused: 0, requests: 0 };
  return { ...counts, since: latest(sinceOf(wanted), floorOf(times)), startedAt: times.now, stage: FIRST_STAGES[wanted.kind] };
}

function sinceOf(wanted: Wanted): Date {
  if (wanted.kind === 'asked') return wanted.since;
  return wanted.kind === 'regular' ? before(wanted.marks.comparedTo, OVERLAP_MS) : wanted.marks.began;
}
