import type { EventSubscriber, TriggerContext, TriggerEvent } from '../../salesforce/events/event-subscriber.ts';
import { RetryableError } from '../../salesforce/events/retryable-error.ts';
import type { ObjectType } from '../../salesforce/schema/schema.ts';
import { createContext } from '../create-context.ts';
import type { EventDelivery, TriggerInvocation } from '../execution-context.ts';
import type { Trigger } from '../trigger.ts';
import { ApexError } from '../values/apex-error.ts';
import { fromStored } from '../values/field-value.ts';
import { SObject } from '../values/sobject.ts';
import type { HostDeps } from './host-deps.ts';

const toRecord = (object: ObjectType, event: TriggerEvent): SObject => {
  const record = new SObject(object);
  for (const [name, stored] of Object.entries(event)) {
    const field = object.fields.get(name.toLowerCase());
    if (field && stored !== null) record.values.set(field.name, fromStored(field, stored));
  }
  record.readOnly = true;
  return record;
};

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

type Subscription = { readonly trigger: Trigger; readonly object: ObjectType; readonly userId: string };

const receive =
  ({ project, jobs }: HostDeps, { trigger, object, userId }: Subscription): EventSubscriber['receive'] =>
  (events, context) => {
    const running = createContext({ userId });
    running.event = deliveryOf(context);
    const newRecords = events.map((event) => toRecord(object, event));
    const invocation: TriggerInvocation = { object, timing: 'after', operation: 'insert', newRecords, oldRecords: null };
    running.triggers.push(invocation);
    try {
      project.within(running, () => trigger.run());
    } catch (error) {
      const exception = project.engine.exceptionOf(error);
      if (exception?.type.name === 'EventBus.RetryableException') throw new RetryableError(exception.message ?? '', { cause: error });
      throw error;
    }
    jobs.add(running.jobs, userId);
  };

/** The package's triggers on platform events, as the event bus calls them: in one transaction a batch, which the bus begins and ends. */
export const eventSubscribers = (deps: HostDeps, userId: string): EventSubscriber[] =>
  deps.project.triggers.flatMap((trigger) => {
    const object = deps.project.engine.schema.find(trigger.objectName);
    if (object?.kind !== 'event' || !trigger.events.has('after insert')) return [];
    return [{ name: trigger.name, topic: object.name, receive: receive(deps, { trigger, object, userId }) }];
  });
