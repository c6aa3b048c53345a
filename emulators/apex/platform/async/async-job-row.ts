import type { Engine } from '../../engine.ts';
import type { AsyncKind } from '../../execution-context.ts';
import type { ApexObject } from '../../values/apex-object.ts';

/** The class's row, which AsyncApexJob refers to. */
const classId = (engine: Engine, name: string): string => {
  const known = engine.context().slots.get(`ApexClass ${name}`);
  if (typeof known === 'string') return known;
  const id = engine.store('ApexClass', { Name: name });
  engine.context().slots.set(`ApexClass ${name}`, id);
  return id;
};

/** AsyncApexJob, where the platform shows every job (Object Reference, "AsyncApexJob"). */
export const createJobRow = (engine: Engine, kind: AsyncKind, job: ApexObject): string =>
  engine.store('AsyncApexJob', {
    ApexClassId: classId(engine, job.type.name),
    JobType: kind,
    Status: 'Queued',
    CreatedById: engine.context().userId,
  });

export const setJobStatus = (engine: Engine, id: string, status: 'Processing' | 'Completed' | 'Failed'): void => {
  engine.store('AsyncApexJob', { Id: id, Status: status });
};
