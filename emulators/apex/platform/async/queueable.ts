import type { Engine } from '../../engine.ts';
import type { ExecutionContext } from '../../execution-context.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ExceptionObject } from '../../values/exception-object.ts';
import { createJobRow, setJobStatus } from './async-job-row.ts';
import { runAsync } from './run-async.ts';

/** What a queueable's `execute` gets. */
export class QueueableContext {
  readonly jobId: string;

  constructor(jobId: string) {
    this.jobId = jobId;
  }
}

/** What a finalizer's `execute` gets: how the job ended. */
export class FinalizerContext {
  readonly jobId: string;
  readonly exception: ExceptionObject | null;

  constructor(jobId: string, exception: ExceptionObject | null) {
    this.jobId = jobId;
    this.exception = exception;
  }
}

const FINALIZER = 'finalizer';

const runFinalizer = (engine: Engine, finalizer: ApexObject, context: FinalizerContext): void => {
  runAsync(engine, 'Queueable', () => finalizer.type.virtualMethod('execute', 1)?.invoke(finalizer, [context]));
};

/** The job, then its finalizer, each in a transaction of its own (Apex Developer Guide, "Transaction Finalizers"). */
const run = (engine: Engine, job: ApexObject, id: string): void => {
  let running: ExecutionContext | undefined;
  let thrown: { error: unknown; exception: ExceptionObject | undefined } | undefined;
  setJobStatus(engine, id, 'Processing');
  try {
    runAsync(engine, 'Queueable', (context) => {
      running = context;
      try {
        return job.type.virtualMethod('execute', 1)?.invoke(job, [new QueueableContext(id)]);
      } catch (error) {
        thrown = { error, exception: engine.exceptionOf(error) };
        throw error;
      }
    });
  } catch (error) {
    if (!thrown?.exception) throw error;
  }
  setJobStatus(engine, id, thrown ? 'Failed' : 'Completed');
  const finalizer = running?.slots.get(FINALIZER) ?? null;
  if (finalizer instanceof ApexObject) runFinalizer(engine, finalizer, new FinalizerContext(id, thrown?.exception ?? null));
  if (thrown) throw thrown.error;
};

/** System.enqueueJob. A test runs no chain (Apex Developer Guide, "Queueable Apex": chaining in tests). Delay in minutes, 0 to 10. */
export const enqueueJob = (engine: Engine, job: ApexObject, delayMinutes: number): string => {
  const context = engine.context();
  if (delayMinutes < 0 || delayMinutes > 10) throw new ApexError('IllegalArgumentException', 'Delay must be between 0 and 10 minutes');
  if (context.isTest && context.asyncKind === 'Queueable') throw new ApexError('AsyncException', 'Maximum stack depth has been reached.');
  context.limits.count('queueableJobs');
  context.hasUncommittedWork = true;
  const id = createJobRow(engine, 'Queueable', job);
  context.jobs.push({ id, kind: 'Queueable', delayMinutes, run: () => run(engine, job, id) });
  return id;
};

/** System.attachFinalizer: one for each job. */
export const attachFinalizer = (engine: Engine, finalizer: ApexObject): void => {
  const context = engine.context();
  if (context.asyncKind !== 'Queueable')
    throw new ApexError('AsyncException', 'System.attachFinalizer can only be called from a queueable job');
  if (context.slots.has(FINALIZER)) throw new ApexError('AsyncException', 'System.Finalizer has already been attached');
  context.slots.set(FINALIZER, finalizer);
};
