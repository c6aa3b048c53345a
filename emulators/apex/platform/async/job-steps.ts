import type { AsyncKind, ExecutionContext } from '../../execution-context.ts';
import type { Value } from '../../values/value.ts';

/** A part of a job that is a transaction of its own. */
export type JobStep = { readonly kind: AsyncKind; readonly work: (context: ExecutionContext) => Value };

/** A job as the transactions that it consists of: yields one, gets its value or has its exception thrown at the place of the yield. */
export type JobSteps = Generator<JobStep, void, Value>;

/** Takes the steps one after the other. `run` answers at once: so a test runs its jobs. */
export const driveJob = (steps: JobSteps, run: (step: JobStep) => Value): void => {
  let next = steps.next(null);
  while (!next.done) {
    const outcome = attempt(() => run(next.value as JobStep));
    next = 'error' in outcome ? steps.throw(outcome.error) : steps.next(outcome.value);
  }
};

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

const attempt = <T>(work: () => T): Outcome<T> => {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
};

const attemptLater = async <T>(work: () => Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
};

/** The same where a step may wait for a callout. Rejects with what the job throws. */
export const driveJobLater = async (steps: JobSteps, run: (step: JobStep) => Promise<Value>): Promise<void> => {
  let next = steps.next(null);
  while (!next.done) {
    const step = next.value;
    const outcome = await attemptLater(() => run(step));
    next = 'error' in outcome ? steps.throw(outcome.error) : steps.next(outcome.value);
  }
};
