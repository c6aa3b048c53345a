import { createContext } from '../../create-context.ts';
import type { Engine } from '../../engine.ts';
import type { Value } from '../../values/value.ts';
import type { JobStep } from './job-steps.ts';

/**
 * Runs a part of a job in a test, as a transaction of its own inside the test's: fresh statics and limits, the same user, the same mocks.
 * What it queues is run with the rest.
 */
export const runInTest =
  (engine: Engine) =>
  ({ kind, work }: JobStep): Value => {
    const outer = engine.context();
    const context = createContext({ userId: outer.userId, isTest: outer.isTest, asyncKind: kind });
    for (const [name, value] of outer.slots) if (name !== 'startTest' && name !== 'stopTest') context.slots.set(name, value);
    const answer = engine.database.transaction(context, () => work(context));
    outer.jobs.push(...context.jobs);
    return answer;
  };
