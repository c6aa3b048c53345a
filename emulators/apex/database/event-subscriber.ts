import { automatedProcessUserId } from '../../salesforce/automated-process-user.ts';
import type { EventSubscriber, TriggerContext, TriggerEvent } from '../../salesforce/events/event-subscriber.ts';
import { RetryableError } from '../../salesforce/events/retryable-error.ts';
import { createContext } from '../create-context.ts';
import type { EventDelivery, TriggerInvocation } from '../execution-context.ts';
import type { Trigger } from '../trigger.ts';
import { Thrown } from '../values/exception-object.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { rowToSObject } from './row-to-sobject.ts';

/** `EventBus.RetryableException` is the trigger's wish to be called again with the same batch. */
const asBusUnderstands = (error: unknown): unknown =>
  error instanceof Thrown && error.exception.type.name === 'EventBus.RetryableException'
    ? new RetryableError(error.exception.message ?? error.message)
    : error;

const deliveryOf = (context: TriggerContext): EventDelivery => {
  let checkpoint: string | null = null;
  return {
    retries: context.retries,
    lastError: context.lastError,
    setResumeCheckpoint: (replayId) => {
      context.setResumeCheckpoint(replayId);
      checkpoint = replayId;
    },
    resumeCheckpoint: () => checkpoint,
  };
};

/**
 * A trigger on a platform event as a subscriber of the bus: each batch is a transaction of its own, by the Automated Process user, with
 * statics of its own in a test too (since Spring '23; salesforce.stackexchange.com/questions/394916).
 */
export const eventSubscriber = (deps: ApexDatabaseDeps, trigger: Trigger, options: { isTest: boolean }): EventSubscriber => {
  const object = deps.org.schema.find(trigger.objectName);
  if (!object) throw new Error(`${trigger.name} is on ${trigger.objectName}, which the org does not have`);
  const receive = (events: readonly TriggerEvent[], delivery: TriggerContext): void => {
    const context = createContext({ userId: automatedProcessUserId, isTest: options.isTest });
    const newRecords = events.map((event) => rowToSObject(object, event));
    for (const record of newRecords) record.readOnly = true;
    const invocation: TriggerInvocation = { object, timing: 'after', operation: 'insert', newRecords, oldRecords: null };
    context.event = deliveryOf(delivery);
    context.triggers.push(invocation);
    try {
      deps.within(context, () => {
        trigger.run();
      });
    } catch (error) {
      throw asBusUnderstands(error);
    }
  };
  return { name: trigger.name, topic: trigger.objectName, receive };
};
