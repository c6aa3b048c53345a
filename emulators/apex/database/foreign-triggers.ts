import type { ForeignTrigger } from '../../salesforce/rules/foreign-trigger.ts';
import type { ExecutionContext } from '../execution-context.ts';
import type { Trigger } from '../trigger.ts';
import { ApexError } from '../values/apex-error.ts';
import { toStored } from '../values/field-value.ts';
import type { SObject } from '../values/sobject.ts';

const judge = (trigger: ForeignTrigger, record: SObject): string | undefined => {
  try {
    return trigger.judge((name) => toStored(record.peek(name)));
  } catch (error) {
    throw new ApexError('TypeException', error instanceof Error ? error.message : String(error));
  }
};

/** A trigger of somebody else's as one of ours. */
export const asTrigger = (trigger: ForeignTrigger, context: () => ExecutionContext): Trigger => ({
  ...{ name: trigger.name, objectName: trigger.objectName, events: trigger.events, file: 'of another package' },
  run: () => {
    const running = context().triggers.at(-1);
    for (const record of running?.newRecords ?? running?.oldRecords ?? []) {
      const message = judge(trigger, record);
      if (message !== undefined) record.errors.push({ message, field: null });
    }
  },
});
