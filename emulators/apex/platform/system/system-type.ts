import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexDatetime } from '../../values/datetime.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { toText } from '../../values/to-text.ts';
import type { Value } from '../../values/value.ts';
import { attachFinalizer, enqueueJob } from '../async/queueable.ts';
import { scheduleJob } from '../async/schedulable.ts';
import { userZone } from '../running-user.ts';
import { dateIn } from '../values/date-types.ts';
import { systemAssertions } from './assert-types.ts';

/** Apex Reference Guide, "System Class". */
export const systemType = (engine: Engine): PlatformType => {
  const now = (): number => engine.context().witness(() => engine.now());
  const debug = (message: Value): void => engine.debug(toText(message));
  return {
    name: 'System',
    statics: {
      ...systemAssertions,
      'void attachFinalizer(Finalizer finalizer)': (finalizer: ApexObject) => attachFinalizer(engine, finalizer),
      'Long currentTimeMillis()': () => BigInt(now()),
      'void debug(Object message)': debug,
      'void debug(LoggingLevel level, Object message)': (_level: Value, message: Value) => debug(message),
      'Id enqueueJob(Queueable job)': (job: ApexObject) => enqueueJob(engine, job, 0),
      'Id enqueueJob(Queueable job, Integer delay)': (job: ApexObject, delay: number) => enqueueJob(engine, job, delay),
      'Boolean isBatch()': () => engine.context().asyncKind === 'BatchApex',
      'Boolean isFuture()': () => engine.context().asyncKind === 'Future',
      'Boolean isQueueable()': () => engine.context().asyncKind === 'Queueable',
      'Boolean isScheduled()': () => engine.context().asyncKind === 'ScheduledApex',
      'Datetime now()': () => new ApexDatetime(now()),
      'Id schedule(String name, String cron, Schedulable job)': (name: string, cron: string, job: ApexObject) =>
        scheduleJob(engine, { name, cron, job }),
      'Date today()': () => dateIn(now(), userZone(engine)),
    },
  };
};
