import type { Engine } from '../../engine.ts';
import { driveJob } from './job-steps.ts';
import { runInTest } from './run-in-test.ts';

/** Jobs may queue jobs; more rounds than this are taken for an endless chain. */
const MAX_ROUNDS = 100;

/** Runs everything that was queued, and what that queues. Throws what a job throws. */
export const runJobs = (engine: Engine): void => {
  const { jobs } = engine.context();
  for (let round = 0; jobs.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new Error(`jobs still queue jobs after ${MAX_ROUNDS} rounds`);
    for (const job of jobs.splice(0)) driveJob(job.steps(), runInTest(engine));
  }
};
