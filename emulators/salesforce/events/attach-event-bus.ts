import { fileURLToPath } from 'node:url';
import { createActivityTrigger } from '../activity-trigger/activity-trigger.ts';
import { automatedProcessUserId } from '../automated-process-user.ts';
import type { Fields } from '../database/database.ts';
import type { Org, PublishOutcome } from '../org.ts';
import { createEventBus, type EventBus } from './event-bus.ts';
import { subscriberBatchSize } from './subscriber-batch-size.ts';
import type { SubscriberRow } from './subscriber-row.ts';
import { systemTimers, type Timers } from './timers.ts';
import type { UncaughtFailure } from './trigger-subscription.ts';

export type AttachOptions = {
  readonly timers?: Timers;
  readonly retryDelayMs?: (retry: number) => number;
  readonly onUncaught?: (failure: UncaughtFailure) => void;
  /** Where the package is, for the trigger's batch size; default: this repository's `force-app`. */
  readonly packageDirectory?: string;
};

const FORCE_APP = fileURLToPath(new URL('../../../force-app', import.meta.url));

/** Keeps the rows of EventBusSubscriber in the database, where SOQL finds them. */
const storeSubscriber = (org: Org) => (row: SubscriberRow) => {
  const [stored] = org.database.findBy('EventBusSubscriber', 'ExternalId', [row.ExternalId]);
  org.database.store('EventBusSubscriber', stored ? { ...row, Id: stored['Id'] ?? null } : row);
};

const publishOverRest =
  (bus: EventBus) =>
  (name: string, fields: Fields, createdById = automatedProcessUserId): PublishOutcome => {
    const topic = bus.topic(name);
    if (!topic) return { error: { statusCode: 'INVALID_TYPE', message: `sObject type '${name}' is not supported.`, fields: [] } };
    const published = bus.publish(topic, { fields, createdById, enforceRequired: true });
    return 'error' in published ? published : { replayId: String(published.event.position) };
  };

/** Gives an org its event bus: REST publishes to it, the package's activity trigger listens, SOQL sees the subscription. */
export const attachEventBus = (org: Org, options: AttachOptions = {}): EventBus => {
  const { timers = systemTimers, packageDirectory = FORCE_APP, ...others } = options;
  const { schema, clock, database } = org;
  const bus = createEventBus({
    ...others,
    schema,
    clock,
    timers,
    transaction: (work) => database.transaction(work),
    onSubscriberChange: storeSubscriber(org),
  });
  const trigger = createActivityTrigger(database);
  bus.addTrigger(trigger, { batchSize: subscriberBatchSize(packageDirectory, trigger.name) });
  org.onPlatformEvent = publishOverRest(bus);
  return bus;
};
