import type { Log } from '../log.ts';
import { isAhead, newPlan, soundMarks, type Times } from './due-plans.ts';
import type { Marks, Plan, PlanKeeper, PlanKind } from './reconcile-plan.ts';

export interface SoundPlansDeps {
  readonly plans: PlanKeeper;
  readonly times: () => Times;
  readonly log: Log;
}

/**
 * Plans and marks as far as they can be right: what lies in the future was written while a clock was ahead, and trusted it would keep
 * everything until then from being compared.
 */
export interface SoundPlans {
  /** Undefined when nothing has ever been compared. */
  readonly marks: () => Promise<Marks | undefined>;
  readonly plan: (kind: PlanKind) => Promise<Plan | undefined>;
}

export function soundPlans({ plans, times, log }: SoundPlansDeps): SoundPlans {
  return {
    marks: async () => {
      const kept = await plans.marks();
      if (kept === undefined) return undefined;
      const sound = soundMarks(kept, times());
      if (sound !== kept) {
        log.warn({}, 'how far Twilio was compared cannot be known: everything that keys are remembered for is compared again');
        await plans.keepMarks(sound);
      }
      return sound;
    },
    plan: async (kind) => {
      const plan = await plans.plan(kind);
      if (plan === undefined || !isAhead(plan.startedAt, times())) return plan;
      log.warn({ kind }, 'a comparison with Twilio was begun while the clock was ahead: it begins anew');
      await plans.drop(kind);
      return kind === 'asked' ? newPlan({ kind, since: plan.since }, times()) : undefined;
    },
  };
}
