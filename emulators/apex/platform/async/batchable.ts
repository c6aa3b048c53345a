import { itemsOf } from '../../compile/iteration.ts';
import type { Engine } from '../../engine.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { ApexList } from '../../values/list.ts';
import type { Value } from '../../values/value.ts';
import { isSubtype } from '../../types/subtype.ts';
import { createJobRow, setJobStatus } from './async-job-row.ts';
import { runAsync } from './run-async.ts';

/** What the methods of a batch get. */
export class BatchableContext {
  readonly jobId: string;

  constructor(jobId: string) {
    this.jobId = jobId;
  }
}

const call = (job: ApexObject, name: string, args: readonly Value[]): Value =>
  job.type.virtualMethod(name, args.length)?.invoke(job, args) ?? null;

/** Without Database.Stateful every part sees the job as it was enqueued. */
const copyOf = (job: ApexObject): ApexObject => {
  const copy = new ApexObject(job.type);
  copy.fields.push(...job.fields);
  return copy;
};

const chunksOf = (items: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_each, at) => items.slice(at * size, (at + 1) * size));

type Batch = { readonly job: ApexObject; readonly id: string; readonly size: number };

/** start, execute for each part, finish: each in a transaction of its own (Apex Developer Guide, "Using Batch Apex"). */
const run = (engine: Engine, { job, id, size }: Batch): void => {
  const isStateful = isSubtype(job.type, engine.types.get('Database.Stateful'));
  const part = (): ApexObject => (isStateful ? job : copyOf(job));
  const context = new BatchableContext(id);
  setJobStatus(engine, id, 'Processing');
  const items = runAsync(engine, 'BatchApex', () => [...itemsOf(call(part(), 'start', [context]))]);
  const chunks = chunksOf(items, size);
  if (engine.context().isTest && chunks.length > 1) {
    const message =
      'No more than one executeBatch can be called from within a test method.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.';
    throw new ApexError('UnexpectedException', message);
  }
  const type = engine.types.get('List<SObject>');
  for (const chunk of chunks) runAsync(engine, 'BatchApex', () => call(part(), 'execute', [context, new ApexList(type, chunk)]));
  runAsync(engine, 'BatchApex', () => call(part(), 'finish', [context]));
  setJobStatus(engine, id, 'Completed');
};

const MAX_SIZE = 2000;

/** Database.executeBatch; 200 records a part unless it says otherwise. */
export const executeBatch = (engine: Engine, job: ApexObject, size = 200): string => {
  if (size < 1 || size > MAX_SIZE) throw new ApexError('IllegalArgumentException', `Batch size must be between 1 and ${MAX_SIZE}`);
  const context = engine.context();
  context.hasUncommittedWork = true;
  const id = createJobRow(engine, 'BatchApex', job);
  context.jobs.push({ id, kind: 'BatchApex', delayMinutes: 0, run: () => run(engine, { job, id, size }) });
  return id;
};
