import type { Engine } from '../../engine.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { deepCopy } from '../../values/deep-copy.ts';
import { createJobRow } from './async-job-row.ts';
import type { JobSteps } from './job-steps.ts';

/** What a schedulable's `execute` gets. */
export class SchedulableContext {
  readonly triggerId: string;

  constructor(triggerId: string) {
    this.triggerId = triggerId;
  }
}

function* steps(job: ApexObject, id: string): JobSteps {
  yield {
    kind: 'ScheduledApex',
    work: () => job.type.virtualMethod('execute', 1)?.invoke(deepCopy(job), [new SchedulableContext(id)]) ?? null,
  };
}

/** System.schedule. A test runs it once, at stopTest; nothing here waits for the hour of a cron expression. */
export const scheduleJob = (engine: Engine, { job }: { name: string; cron: string; job: ApexObject }): string => {
  const id = createJobRow(engine, 'ScheduledApex', job);
  const { isTest, jobs } = engine.context();
  if (isTest) jobs.push({ id, kind: 'ScheduledApex', delayMinutes: 0, steps: () => steps(job, id) });
  return id;
};
