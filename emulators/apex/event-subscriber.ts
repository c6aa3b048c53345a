import type { EventSubscriber, TriggerContext, TriggerEvent } from '../salesforce/events/event-subscriber.ts';
import { RetryableError } from '../salesforce/events/retryable-error.ts';
import type { ObjectType } from '../salesforce/schema/schema.ts';
import { createContext } from './create-context.ts';
import { rowToSObject } from './database/row-to-sobject.ts';
import type { EventDelivery, ExecutionContext, TriggerInvocation } from './execution-context.ts';
import type { Trigger } from './trigger.ts';
import { ApexError } from './values/apex-error.ts';
import { Thrown } from './values/exception-object.ts';

export type SubscriberOptions = {
  readonly trigger: Trigger;
  readonly object: ObjectType;
  /** As whom it runs. */
  readonly userId: string;
  readonly isTest?: boolean;
  /** Gets the transaction of each batch that did not fail. */
  readonly finished?: (context: ExecutionContext) => void;
};

/** `EventBus.RetryableException` is the trigger's wish to be called again with the same batch. */
const asBusUnderstands = (error: unknown): unknown =>
  error instanceof Thrown && error.exception.type.name === 'EventBus.RetryableException'
    ? new RetryableError(error.exception.message ?? '', { cause: error })
    : error;

const deliveryOf = (context: TriggerContext): EventDelivery => {
  let checkpoint: string | null = null;
  return {
    retries: context.retries,
    lastError: context.lastError,
    resumeCheckpoint: () => checkpoint,
    setResumeCheckpoint: (replayId) => {
      try {
        context.setResumeCheckpoint(replayId);
      } catch (error) {
        throw new ApexError('InvalidParameterValueException', error instanceof Error ? error.message : String(error));
      }
      checkpoint = replayId;
    },
  };
};

const invocationOf = (object: ObjectType, events: readonly TriggerEvent[]): TriggerInvocation => {
  const newRecords = events.map((event) => rowToSObject(object, event));
  for (const record of newRecords) record.readOnly = true;
  return { object, timing: 'after', operation: 'insert', newRecords, oldRecords: null };
};

/**
 * A trigger on a platform event as a subscriber of a bus: each batch is a transaction of its own, which the bus begins and ends, with
 * statics of its own in a test too (since Spring '23; salesforce.stackexchange.com/questions/394916).
 */
export const eventSubscriber = (
  within: <T>(context: ExecutionContext, work: () => T) => T,
  { trigger, object, userId, isTest = false, finished }: SubscriberOptions,
): EventSubscriber => ({
  name: trigger.name,
  topic: object.name,
  receive: (events, delivery) => {
    const context = createContext({ userId, isTest });
    context.event = deliveryOf(delivery);
    context.triggers.push(invocationOf(object, events));
    try {
      within(context, () => {
        trigger.run();
      });
    } catch (error) {
      throw asBusUnderstands(error);
    }
    finished?.(context);
  },
});
