import type { Engine } from '../../engine.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { createJobRow } from './async-job-row.ts';
import { runAsync } from './run-async.ts';

/** What a schedulable's `execute` gets. */
export class SchedulableContext {
  readonly triggerId: string;

  constructor(triggerId: string) {
    this.triggerId = triggerId;
  }
}

/** System.schedule. A test runs it once, at stopTest; nothing here waits for the hour of a cron expression. */
export const scheduleJob = (engine: Engine, { job }: { name: string; cron: string; job: ApexObject }): string => {
  const id = createJobRow(engine, 'ScheduledApex', job);
  const run = (): void => {
    runAsync(engine, 'ScheduledApex', () => job.type.virtualMethod('execute', 1)?.invoke(job, [new SchedulableContext(id)]));
  };
  if (engine.context().isTest) engine.context().jobs.push({ id, kind: 'ScheduledApex', delayMinutes: 0, run });
  return id;
};
