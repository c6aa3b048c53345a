import type { Engine } from '../../engine.ts';
import type { LimitName } from '../../limits.ts';
import type { PlatformType } from '../../types/platform-type.ts';

const NAMES: Readonly<Record<string, LimitName>> = {
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DmlRows: 'dmlRows',
  DmlStatements: 'dmlStatements',
  FutureCalls: 'futureCalls',
  PublishImmediateDml: 'publishImmediateDml',
  Queries: 'queries',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
};

/** Apex Reference Guide, "Limits Class": `getQueries()` and `getLimitQueries()`. */
export const limitsType = (engine: Engine): PlatformType => ({
  name: 'Limits',
  statics: Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, limit]) => [
      [`Integer get${name}()`, () => engine.context().limits.used[limit]],
      [`Integer getLimit${name}()`, () => engine.context().limits.allowed[limit]],
    ]),
  ),
});
