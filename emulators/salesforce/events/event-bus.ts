import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Fields, SaveError } from '../database/database.ts';
import type { Schema } from '../schema/schema.ts';
import type { EventSubscriber } from './event-subscriber.ts';
import type { BatchDeps } from './run-trigger-batch.ts';
import type { StoredEvent } from './stored-event.ts';
import type { SubscriberRow } from './subscriber-row.ts';
import type { Timers } from './timers.ts';
import { createTopic, type Topic } from './topic.ts';
import { TriggerSubscription, type UncaughtFailure } from './trigger-subscription.ts';
import { validateEvent } from './validate-event.ts';

export type EventBusDeps = {
  readonly schema: Schema;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly transaction: BatchDeps['transaction'];
  /** Numbers from 0 up to 1, for the gaps between replay ids. */
  readonly random?: () => number;
  /** How long to wait before the n-th retry of a trigger, in milliseconds; must not shrink. */
  readonly retryDelayMs?: (retry: number) => number;
  readonly onUncaught?: (failure: UncaughtFailure) => void;
  /** Told each time a row of EventBusSubscriber changes. */
  readonly onSubscriberChange?: (row: SubscriberRow) => void;
};

export type Publication = {
  readonly fields: Fields;
  readonly createdById: string;
  /** The publisher's own id of the event; a UUID is made where it is left out. */
  readonly eventUuid?: string | undefined;
  /** Apex and REST look at required fields, the Pub/Sub API does not. */
  readonly enforceRequired: boolean;
};

export type Published = { readonly event: StoredEvent } | { readonly error: SaveError };

export type EventBus = {
  /** By path (`/event/Frontline_Activity__e`) or by the event's name. Undefined when the org has no such event. */
  topic(name: string): Topic | undefined;
  topicBySchemaId(schemaId: string): Topic | undefined;
  publish(topic: Topic, publication: Publication): Published;
  /** Saves a trigger; it receives what is published from now on. `batchSize` 1 to 2,000. Throws for an unknown topic. */
  addTrigger(subscriber: EventSubscriber, options?: { readonly batchSize?: number | undefined }): TriggerSubscription;
  /** What Setup shows of a trigger's subscription, to suspend and resume it. Undefined when no such trigger was saved. */
  subscription(trigger: string): TriggerSubscription | undefined;
  /** The rows of EventBusSubscriber. */
  subscriberRows(): readonly SubscriberRow[];
  /** Every trigger has processed what there is, or is stopped. */
  isIdle(): boolean;
  close(): void;
};

/** Platform Events Developer Guide, "Configure the User and Batch Size for Your Platform Event Trigger". */
const DEFAULT_BATCH_SIZE = 2000;

/** The guide says only that the delay grows from retry to retry; the figures are ours. */
const doublingDelay = (retry: number): number => 1000 * 2 ** (retry - 1);

const publish = (topic: Topic, publication: Publication): Published => {
  const check = validateEvent(topic.object, publication.fields, publication.enforceRequired);
  if ('error' in check) return check;
  const { createdById, eventUuid = randomUUID() } = publication;
  return { event: topic.append({ fields: check.values, createdById, eventUuid }) };
};

/** The org's event bus, in memory: one topic for each platform event of the schema. */
export const createEventBus = (deps: EventBusDeps): EventBus => {
  const { random = Math.random, retryDelayMs = doublingDelay, onUncaught = () => undefined, onSubscriberChange = () => undefined } = deps;
  const objects = deps.schema.objects.filter((object) => object.kind === 'event');
  const topics = objects.map((object) => createTopic({ object, clock: deps.clock, random }));
  const triggers: TriggerSubscription[] = [];
  const find = (name: string) => topics.find((topic) => topic.path === name || topic.object.name === name);
  return {
    topic: find,
    topicBySchemaId: (schemaId) => topics.find((topic) => topic.schema.id === schemaId),
    publish,
    addTrigger: (subscriber, { batchSize = DEFAULT_BATCH_SIZE } = {}) => {
      const topic = find(subscriber.topic);
      if (!topic) throw new Error(`trigger ${subscriber.name}: the org has no platform event ${subscriber.topic}`);
      const { object, log } = topic;
      const trigger = new TriggerSubscription({
        ...{ object, log, subscriber, batchSize, retryDelayMs, onUncaught },
        ...{ timers: deps.timers, transaction: deps.transaction, onChange: onSubscriberChange },
      });
      topic.onAppend(() => trigger.wake());
      triggers.push(trigger);
      return trigger;
    },
    subscription: (name) => triggers.find((trigger) => trigger.row().Name === name),
    subscriberRows: () => triggers.map((trigger) => trigger.row()),
    isIdle: () => triggers.every((trigger) => trigger.isIdle()),
    close: () => triggers.forEach((trigger) => trigger.close()),
  };
};
