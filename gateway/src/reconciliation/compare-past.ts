import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { firstMarks, isSweepDue, NEVER, newPlan, wasDown, type Times } from './due-plans.ts';
import type { Marks, Plan, PlanKeeper, PlanKind } from './reconcile-plan.ts';
import type { Outcome } from './run-plan.ts';
import { soundPlans, type SoundPlans } from './sound-plans.ts';

export interface ComparePastDeps {
  readonly plans: PlanKeeper;
  readonly run: (kind: PlanKind, plan: Plan, mayGoOn: () => boolean) => Promise<Outcome>;
  readonly clock: Clock;
  readonly log: Log;
  readonly retentionDays: number;
  readonly intervalMs: number;
}

interface Comparing extends ComparePastDeps {
  readonly sound: SoundPlans;
  readonly times: () => Times;
}

type MayGoOn = () => boolean;

/** What is to be compared, and in which order. What was begun is gone on with, also after a restart. */
export interface Past {
  /** Everything new since the last time. One that was begun before a halt is finished first. */
  regular(mayGoOn: MayGoOn): Promise<Outcome>;
  /** Writes down that everything since then is to be compared; false when a comparison that was asked for is not yet done. */
  ask(since: Date): Promise<boolean>;
  /** What was asked for; undefined when nothing was. */
  asked(mayGoOn: MayGoOn): Promise<Outcome | undefined>;
  /** What is new, then what was asked for, then every conversation if that is due: the last two only as long as they may take long. */
  everything(mayGoOn: MayGoOn, mayTakeLong: MayGoOn): Promise<void>;
}

export function comparePast(deps: ComparePastDeps): Past {
  const { plans, run, clock, retentionDays, intervalMs } = deps;
  const times = (): Times => ({ now: clock.now(), retentionDays, intervalMs });
  const sound = soundPlans({ ...deps, times });
  const regularOnce = compareNew({ ...deps, sound, times });
  const sweep = compareAll({ ...deps, sound, times });
  const regular = async (mayGoOn: MayGoOn): Promise<Outcome> => {
    const outcome = await regularOnce(mayGoOn);
    const isBehind = clock.now().getTime() - outcome.plan.startedAt.getTime() > intervalMs;
    return outcome.isDone && isBehind && mayGoOn() ? regularOnce(mayGoOn) : outcome;
  };
  const asked = async (mayGoOn: MayGoOn): Promise<Outcome | undefined> => {
    const plan = await sound.plan('asked');
    return plan && run('asked', plan, mayGoOn);
  };
  return {
    regular,
    ask: async (since) => {
      if (await sound.plan('asked')) return false;
      await plans.keep('asked', newPlan({ kind: 'asked', since }, times()));
      return true;
    },
    asked,
    everything: async (mayGoOn, mayTakeLong) => {
      await regular(mayGoOn);
      if (mayGoOn()) await asked(mayTakeLong);
      if (mayTakeLong()) await sweep(mayTakeLong);
    },
  };
}

function marksKeeper({ plans, sound, times }: Comparing) {
  return async (): Promise<Marks> => {
    const marks = await sound.marks();
    if (marks) return marks;
    const first = firstMarks(times());
    await plans.keepMarks(first);
    return first;
  };
}

function compareNew(deps: Comparing) {
  const { plans, run, sound, times } = deps;
  const marksOf = marksKeeper(deps);
  return async (mayGoOn: MayGoOn): Promise<Outcome> => {
    const marks = await marksOf();
    const outcome = await run('regular', (await sound.plan('regular')) ?? newPlan({ kind: 'regular', marks }, times()), mayGoOn);
    if (!outcome.isDone) return outcome;
    const isDown = wasDown(marks, outcome.plan, times());
    // A sweep under way has passed conversations in which something happened since.
    if (isDown) await plans.drop('sweep');
    await plans.keepMarks({ ...marks, comparedTo: outcome.plan.startedAt, sweptAt: isDown ? NEVER : marks.sweptAt });
    return outcome;
  };
}

function compareAll(deps: Comparing) {
  const { plans, run, sound, times } = deps;
  const marksOf = marksKeeper(deps);
  return async (mayGoOn: MayGoOn): Promise<void> => {
    const marks = await marksOf();
    const plan = (await sound.plan('sweep')) ?? (isSweepDue(marks, times()) ? newPlan({ kind: 'sweep', marks }, times()) : undefined);
    const outcome = plan && (await run('sweep', plan, mayGoOn));
    if (outcome?.isDone) await plans.keepMarks({ ...marks, sweptAt: outcome.plan.startedAt });
  };
}
