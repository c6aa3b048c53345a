import type { Engine } from '../../engine.ts';
import type { TriggerInvocation } from '../../execution-context.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import type { SObject } from '../../values/sobject.ts';

const byId = (records: readonly SObject[] | null) => records && new Map(records.map((record) => [record.id, record]));

/** The variables of `Trigger`; outside a trigger they are null, and `isExecuting` is false (Apex Developer Guide, "Trigger Context Variables"). */
export const triggerType = (engine: Engine): PlatformType => {
  const running = (): TriggerInvocation | undefined => engine.context().triggers.at(-1);
  const read = (get: (of: TriggerInvocation) => unknown, outside: unknown = null) => ({
    get: () => {
      const of = running();
      return of ? get(of) : outside;
    },
  });
  const isTiming = (timing: string) => read((of) => of.timing === timing, false);
  const isOperation = (operation: string) => read((of) => of.operation === operation, false);
  return {
    name: 'Trigger',
    staticProperties: {
      'Boolean isExecuting': read(() => true, false),
      'Boolean isBefore': isTiming('before'),
      'Boolean isAfter': isTiming('after'),
      'Boolean isInsert': isOperation('insert'),
      'Boolean isUpdate': isOperation('update'),
      'Boolean isDelete': isOperation('delete'),
      'Boolean isUndelete': isOperation('undelete'),
      'List<SObject> new': read((of) => of.newRecords && [...of.newRecords]),
      'List<SObject> old': read((of) => of.oldRecords && [...of.oldRecords]),
      // The records of a before insert have no ids yet.
      'Map<Id, SObject> newMap': read((of) => (of.timing === 'before' && of.operation === 'insert' ? null : byId(of.newRecords))),
      'Map<Id, SObject> oldMap': read((of) => byId(of.oldRecords)),
      'Integer size': read((of) => (of.newRecords ?? of.oldRecords ?? []).length, 0),
    },
  };
};
