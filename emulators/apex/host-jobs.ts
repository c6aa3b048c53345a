import type { Timers } from '../salesforce/events/timers.ts';
import type { AsyncJob } from './execution-context.ts';
import type { Project } from './load-project.ts';
import { driveJobLater } from './platform/async/job-steps.ts';
import { runTransaction, type TransactionDeps } from './run-transaction.ts';

export type JobFailure = { readonly jobId: string; readonly message: string };

export type JobQueueDeps = {
  readonly project: Project;
  readonly send: TransactionDeps['send'];
  readonly timers: Timers;
  /** Told of a job that ended in an exception; the platform would send its owner an e-mail. */
  readonly onFailure: (failure: JobFailure) => void;
};

/** Jobs that transactions left behind: each runs once its transaction is over, later if it asked for a delay. */
export type JobQueue = {
  add(jobs: readonly AsyncJob[], userId: string): void;
  /** Resolves when no job runs or waits without delay. */
  settled(): Promise<void>;
  close(): void;
};

const MINUTE = 60_000;

const runJob = async (
  { project, send, onFailure }: JobQueueDeps,
  job: AsyncJob,
  { userId, add }: { userId: string; add: JobQueue['add'] },
): Promise<void> => {
  try {
    await driveJobLater(job.steps(), async ({ kind, work }) => {
      const { value, context } = await runTransaction({ ...project, send })({ userId, asyncKind: kind }, work);
      add(context.jobs, userId);
      return value;
    });
  } catch (error) {
    const exception = project.engine.exceptionOf(error);
    onFailure({ jobId: job.id, message: exception ? `${exception.type.qualifiedName}: ${exception.message ?? ''}` : String(error) });
  }
};

/** A queue in memory. */
export const createJobQueue = (deps: JobQueueDeps): JobQueue => {
  const running = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  const start = (job: AsyncJob, userId: string): void => {
    const run: Promise<void> = runJob(deps, job, { userId, add }).finally(() => running.delete(run));
    running.add(run);
  };
  const later = (job: AsyncJob, userId: string): void => {
    const cancel = deps.timers.after(job.delayMinutes * MINUTE, () => {
      waiting.delete(cancel);
      start(job, userId);
    });
    waiting.add(cancel);
  };
  const add: JobQueue['add'] = (jobs, userId) => {
    for (const job of jobs) (job.delayMinutes > 0 ? later : start)(job, userId);
  };
  return {
    add,
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    close: () => {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
};
