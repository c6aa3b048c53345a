import type { Engine } from '../../engine.ts';
import type { ExecutionContext } from '../../execution-context.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { deepCopy } from '../../values/deep-copy.ts';
import type { ExceptionObject } from '../../values/exception-object.ts';
import { createJobRow, setJobStatus } from './async-job-row.ts';
import type { JobSteps } from './job-steps.ts';

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

/** The job, then its finalizer, each in a transaction of its own (Apex Developer Guide, "Transaction Finalizers"). */
function* steps(engine: Engine, job: ApexObject, id: string): JobSteps {
  let running: ExecutionContext | undefined;
  let thrown: { error: unknown; exception: ExceptionObject } | undefined;
  setJobStatus(engine, id, 'Processing');
  const work = (context: ExecutionContext) => {
    running = context;
    const fresh = deepCopy(job);
    return fresh.type.virtualMethod('execute', 1)?.invoke(fresh, [new QueueableContext(id)]) ?? null;
  };
  try {
    yield { kind: 'Queueable', work };
  } catch (error) {
    const exception = engine.exceptionOf(error);
    if (!exception) throw error;
    thrown = { error, exception };
  }
  setJobStatus(engine, id, thrown ? 'Failed' : 'Completed');
  const finalizer = running?.slots.get(FINALIZER) ?? null;
  if (finalizer instanceof ApexObject) {
    const told = new FinalizerContext(id, thrown?.exception ?? null);
    yield { kind: 'Queueable', work: () => finalizer.type.virtualMethod('execute', 1)?.invoke(deepCopy(finalizer), [told]) ?? null };
  }
  if (thrown) throw thrown.error;
}

/** System.enqueueJob. A test runs no chain (Apex Developer Guide, "Queueable Apex": chaining in tests). Delay in minutes, 0 to 10. */
export const enqueueJob = (engine: Engine, job: ApexObject, delayMinutes: number): string => {
  const context = engine.context();
  if (delayMinutes < 0 || delayMinutes > 10) throw new ApexError('IllegalArgumentException', 'Delay must be between 0 and 10 minutes');
  if (context.isTest && context.asyncKind === 'Queueable') throw new ApexError('AsyncException', 'Maximum stack depth has been reached.');
  context.limits.count('queueableJobs');
  context.hasUncommittedWork = true;
  const id = createJobRow(engine, 'Queueable', job);
  const written = deepCopy(job);
  context.jobs.push({ id, kind: 'Queueable', delayMinutes, steps: () => steps(engine, written, id) });
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
