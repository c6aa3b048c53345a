import { createContext } from '../../create-context.ts';
import type { Engine } from '../../engine.ts';
import type { AsyncKind, ExecutionContext } from '../../execution-context.ts';

/**
 * Runs a part of a job as a transaction of its own: fresh statics and limits, the same user. In a test it keeps the mocks, and what it
 * queues is run by nobody (`chained`).
 */
export const runAsync = <T>(engine: Engine, kind: AsyncKind, work: (context: ExecutionContext) => T): T => {
  const outer = engine.context();
  const context = createContext({ userId: outer.userId, isTest: outer.isTest, asyncKind: kind });
  for (const [name, value] of outer.slots) if (name !== 'startTest' && name !== 'stopTest') context.slots.set(name, value);
  const answer = engine.database.transaction(context, () => work(context));
  outer.jobs.push(...context.jobs);
  return answer;
};
