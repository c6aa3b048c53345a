import { itemsOf } from '../../compile/iteration.ts';
import type { Engine } from '../../engine.ts';
import { ApexError } from '../../values/apex-error.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { deepCopy } from '../../values/deep-copy.ts';
import { ApexList } from '../../values/list.ts';
import type { Value } from '../../values/value.ts';
import { isSubtype } from '../../types/subtype.ts';
import { createJobRow, setJobStatus } from './async-job-row.ts';
import type { JobStep, JobSteps } from './job-steps.ts';

/** What the methods of a batch get. */
export class BatchableContext {
  readonly jobId: string;

  constructor(jobId: string) {
    this.jobId = jobId;
  }
}

const call = (job: ApexObject, name: string, args: readonly Value[]): Value =>
  job.type.virtualMethod(name, args.length)?.invoke(job, args) ?? null;

const chunksOf = (items: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_each, at) => items.slice(at * size, (at + 1) * size));

type Batch = { readonly job: ApexObject; readonly id: string; readonly size: number; readonly isTest: boolean };

const ONE_PART =
  'No more than one executeBatch can be called from within a test method.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.';

/** start, execute for each part, finish: each in a transaction of its own (Apex Developer Guide, "Using Batch Apex"). */
function* steps(engine: Engine, { job, id, size, isTest }: Batch): JobSteps {
  const isStateful = isSubtype(job.type, engine.types.get('Database.Stateful'));
  const context = new BatchableContext(id);
  let state = job;
  // Without Database.Stateful every part sees the job as it was enqueued.
  const part = (name: string, ...args: readonly Value[]): JobStep => ({
    kind: 'BatchApex',
    work: () => {
      const copy = deepCopy(isStateful ? state : job);
      const answer = call(copy, name, [context, ...args]);
      state = copy;
      return answer;
    },
  });
  setJobStatus(engine, id, 'Processing');
  const chunks = chunksOf([...itemsOf(yield part('start'))], size);
  if (isTest && chunks.length > 1) throw new ApexError('UnexpectedException', ONE_PART);
  const type = engine.types.get('List<SObject>');
  for (const chunk of chunks) yield part('execute', new ApexList(type, chunk));
  yield part('finish');
  setJobStatus(engine, id, 'Completed');
}

const MAX_SIZE = 2000;

/** Database.executeBatch; 200 records a part unless it says otherwise. */
export const executeBatch = (engine: Engine, job: ApexObject, size = 200): string => {
  if (size < 1 || size > MAX_SIZE) throw new ApexError('IllegalArgumentException', `Batch size must be between 1 and ${MAX_SIZE}`);
  const context = engine.context();
  context.hasUncommittedWork = true;
  const id = createJobRow(engine, 'BatchApex', job);
  const batch: Batch = { job: deepCopy(job), id, size, isTest: context.isTest };
  context.jobs.push({ id, kind: 'BatchApex', delayMinutes: 0, steps: () => steps(engine, batch) });
  return id;
};
