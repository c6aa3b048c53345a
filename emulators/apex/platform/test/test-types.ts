import type { Engine } from '../../engine.ts';
import { Limits } from '../../limits.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import type { ApexDatetime } from '../../values/datetime.ts';
import type { TypeToken } from '../../values/type-token.ts';
import type { Value } from '../../values/value.ts';
import { runJobs } from '../async/run-jobs.ts';

/** Test.getEventBus(): the one bus of the org. */
class TestEventBus {
  readonly name = 'bus';
}

/** Fresh limits from here on, and a callout may follow the writes of the set-up. */
const startTest = (engine: Engine): void => {
  const context = engine.context();
  if (context.slots.has('startTest')) throw new ApexError('FinalException', 'Testing already started');
  context.slots.set('startTest', context.limits);
  context.limits = new Limits();
  context.hasUncommittedWork = false;
};

/** Runs what was queued and delivers what was published; then the limits of before hold again. */
const stopTest = (engine: Engine): void => {
  const context = engine.context();
  const before = context.slots.get('startTest') as Limits | undefined;
  if (!before || context.slots.has('stopTest')) throw new ApexError('FinalException', 'Testing not started');
  context.slots.set('stopTest', true);
  runJobs(engine);
  engine.database.deliverEvents();
  context.limits = before;
};

/** Apex Reference Guide, "Test Class". */
export const testTypes = (engine: Engine): PlatformType[] => [
  {
    name: 'Test',
    statics: {
      'Test.EventBus getEventBus()': () => new TestEventBus(),
      'Boolean isRunningTest()': () => engine.context().isTest,
      'void setCreatedDate(Id id, Datetime at)': (id: string, at: ApexDatetime) => engine.database.setCreatedDate(id, at.time),
      'void setCurrentPage(PageReference page)': (page: Value) => void engine.context().slots.set('currentPage', page),
      'void setMock(Type interface, Object mock)': (type: TypeToken, mock: Value) => void engine.context().slots.set(type.type.name, mock),
      'void startTest()': () => startTest(engine),
      'void stopTest()': () => stopTest(engine),
    },
  },
  {
    name: 'Test.EventBus',
    is: (value) => value instanceof TestEventBus,
    methods: { 'void deliver()': () => engine.database.deliverEvents(), 'void fail()': () => engine.database.failEvents() },
  },
];
