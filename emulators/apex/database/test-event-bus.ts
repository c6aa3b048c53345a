import { automatedProcessUserId } from '../../salesforce/automated-process-user.ts';
import { runTriggerBatch } from '../../salesforce/events/run-trigger-batch.ts';
import type { ObjectType } from '../../salesforce/schema/schema.ts';
import type { StoredEvent } from '../../salesforce/events/stored-event.ts';
import { subscriberBatchSize } from '../../salesforce/events/subscriber-batch-size.ts';
import { eventSubscriber } from '../event-subscriber.ts';
import type { Trigger } from '../trigger.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';

/** Platform Events Developer Guide, "Test Events and Limits". */
export const MAX_TEST_EVENTS = 500;

/** The same guide, "Configure the User and Batch Size for Your Platform Event Trigger". */
const DEFAULT_BATCH_SIZE = 2000;

type TestEvent = StoredEvent & { readonly topic: string };

/** How far a trigger has come. */
type Subscription = { position: number; retries: number; lastError: string | null };

/** The event bus of one test: apart from the org's, with replay ids from 1. */
export class TestEventBus {
  readonly #deps: ApexDatabaseDeps;
  readonly #subscriptions = new Map<Trigger, Subscription>();
  #events: TestEvent[] = [];
  #published = 0;

  constructor(deps: ApexDatabaseDeps) {
    this.#deps = deps;
  }

  get isFull(): boolean {
    return this.#events.length >= MAX_TEST_EVENTS;
  }

  /** Answers how to take it back, for a rollback. */
  publish(topic: string, event: Omit<StoredEvent, 'position'>): () => void {
    this.#published += 1;
    const stored = { ...event, topic, position: this.#published };
    this.#events.push(stored);
    return () => {
      this.#events = this.#events.filter((each) => each !== stored);
    };
  }

  /** Runs each trigger on what it has not processed: all of it, or up to the batch that it wants to see again. */
  deliver(): void {
    for (const trigger of this.#deps.triggers) {
      const object = this.#deps.org.schema.find(trigger.objectName);
      if (object?.kind === 'event') while (this.#deliverBatch(trigger, object));
    }
  }

  /** Test.getEventBus().fail(): what was published is lost; nobody subscribes to such failures in this org. */
  fail(): void {
    this.#events = [];
  }

  #deliverBatch(trigger: Trigger, object: ObjectType): boolean {
    const subscription = this.#subscriptions.get(trigger) ?? { position: 0, retries: 0, lastError: null };
    this.#subscriptions.set(trigger, subscription);
    const size = subscriberBatchSize(this.#deps.org.packageDirectory, trigger.name) ?? DEFAULT_BATCH_SIZE;
    const waiting = this.#events.filter((event) => event.topic === object.name && event.position > subscription.position);
    const [first, ...others] = waiting.slice(0, size);
    if (!first) return false;
    const { database } = this.#deps.org;
    const subscriber = eventSubscriber(this.#deps.within, { trigger, object, userId: automatedProcessUserId, isTest: true });
    const outcome = runTriggerBatch({ object, subscriber, transaction: (work) => database.transaction(work) })({
      ...{ events: [first, ...others], retries: subscription.retries, lastError: subscription.lastError },
    });
    if (outcome.kind === 'retry') {
      Object.assign(subscription, { retries: subscription.retries + 1, lastError: outcome.message });
      return false;
    }
    Object.assign(subscription, { position: outcome.resumeAfter, retries: 0, lastError: null });
    return outcome.uncaught === undefined;
  }
}
