import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { BatchableContext } from './batchable.ts';
import { FinalizerContext, QueueableContext } from './queueable.ts';
import { SchedulableContext } from './schedulable.ts';

/** Interfaces of asynchronous Apex and what their methods get. */
export const asyncTypes = (engine: Engine): PlatformType[] => {
  const result = (name: string) => engine.types.get('ParentJobResult').member(name)?.read(null);
  return [
    { name: 'Queueable', kind: 'interface', methods: { 'void execute(QueueableContext? context)': () => undefined } },
    {
      name: 'QueueableContext',
      kind: 'interface',
      is: (value) => value instanceof QueueableContext,
      methods: { 'Id getJobId()': (self: QueueableContext) => self.jobId },
    },
    { name: 'Finalizer', kind: 'interface', methods: { 'void execute(FinalizerContext context)': () => undefined } },
    {
      name: 'FinalizerContext',
      kind: 'interface',
      is: (value) => value instanceof FinalizerContext,
      methods: {
        'Id getAsyncApexJobId()': (self: FinalizerContext) => self.jobId,
        'Exception getException()': (self: FinalizerContext) => self.exception,
        'String getRequestId()': (self: FinalizerContext) => self.jobId,
        'ParentJobResult getResult()': (self: FinalizerContext) => result(self.exception ? 'unhandled_exception' : 'success'),
      },
    },
    { name: 'Schedulable', kind: 'interface', methods: { 'void execute(SchedulableContext? context)': () => undefined } },
    {
      name: 'SchedulableContext',
      kind: 'interface',
      is: (value) => value instanceof SchedulableContext,
      methods: { 'Id getTriggerId()': (self: SchedulableContext) => self.triggerId },
    },
    { name: 'Database.Batchable<T>', kind: 'interface' },
    { name: 'Database.Stateful', kind: 'interface' },
    { name: 'Database.AllowsCallouts', kind: 'interface' },
    {
      name: 'Database.BatchableContext',
      kind: 'interface',
      is: (value) => value instanceof BatchableContext,
      methods: { 'Id getJobId()': (self: BatchableContext) => self.jobId },
    },
  ];
};
