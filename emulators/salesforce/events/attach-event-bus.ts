import { installApex } from '../../apex/host/install-apex.ts';
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
};

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

/** Gives an org its event bus: REST publishes to it, the package's own triggers listen, SOQL sees the subscription. */
export const attachEventBus = (org: Org, options: AttachOptions = {}): EventBus => {
  const { timers = systemTimers, ...others } = options;
  const { schema, clock, database } = org;
  const bus = createEventBus({
    ...others,
    schema,
    clock,
    timers,
    transaction: (work) => database.transaction(work),
    onSubscriberChange: storeSubscriber(org),
  });
  for (const subscriber of installApex(org, { timers })?.subscribers ?? []) {
    bus.addTrigger(subscriber, { batchSize: subscriberBatchSize(org.packageDirectory, subscriber.name) });
  }
  org.onPlatformEvent = publishOverRest(bus);
  return bus;
};
