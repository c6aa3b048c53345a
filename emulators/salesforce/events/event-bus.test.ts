import { beforeEach, describe, expect, it } from '@jest/globals';
import { createEventBus, type EventBus } from './event-bus.ts';
import type { EventSubscriber, TriggerContext, TriggerEvent } from './event-subscriber.ts';
import { createManualTime, type ManualTime } from './manual-time.ts';
import { orderEventSchema } from './order-event.ts';
import { RetryableError } from './retryable-error.ts';
import type { UncaughtFailure } from './trigger-subscription.ts';

type Behaviour = (events: readonly TriggerEvent[], context: TriggerContext) => void;

describe('event bus', () => {
  let time: ManualTime;
  let bus: EventBus;
  let uncaught: UncaughtFailure[];
  let rolledBack: number;

  beforeEach(() => {
    time = createManualTime();
    uncaught = [];
    rolledBack = 0;
    const transaction = (work: () => boolean) => {
      const committed = work();
      if (!committed) rolledBack += 1;
      return committed;
    };
    const retryDelayMs = (retry: number) => retry * 1000;
    bus = createEventBus({ ...time, schema: orderEventSchema, transaction, retryDelayMs, onUncaught: (failure) => uncaught.push(failure) });
  });

  const orders = () => {
    const topic = bus.topic('/event/Order_Event__e');
    if (!topic) throw new Error('the schema has this event');
    return topic;
  };

  const publish = (...numbers: string[]): string[] =>
    numbers.map((number) => {
      const published = bus.publish(orders(), {
        fields: { Order_Number__c: number },
        createdById: '005000000000001AAA',
        enforceRequired: false,
      });
      if ('error' in published) throw new Error(published.error.message);
      return String(published.event.position);
    });

  const trigger = (behaviour: Behaviour, batchSize?: number) => {
    const batches: string[][] = [];
    const contexts: TriggerContext[] = [];
    const subscriber: EventSubscriber = {
      name: 'OrderTrigger',
      topic: 'Order_Event__e',
      receive: (events, context) => {
        batches.push(events.map((event) => String(event['Order_Number__c'])));
        contexts.push(context);
        behaviour(events, context);
      },
    };
    return { batches, contexts, subscription: bus.addTrigger(subscriber, { batchSize }) };
  };

  const row = () => {
    const [first] = bus.subscriberRows();
    if (!first) throw new Error('a trigger was added');
    return first;
  };

  it('gives every event a greater replay id, a UUID and its time, and does not count by one', () => {
    publish(...Array.from({ length: 20 }, (_, index) => `O-${index}`));
    const events = orders().log.after(0, 100);
    const positions = events.map((event) => event.position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(new Set(positions).size).toBe(20);
    expect(Number(positions.at(-1)) - Number(positions[0])).toBeGreaterThan(19);
    expect(new Set(events.map((event) => event.eventUuid)).size).toBe(20);
    expect(events[0]).toMatchObject({ createdAt: time.clock.now(), createdById: '005000000000001AAA' });
  });

  it('keeps events for 72 hours', () => {
    publish('old');
    time.advance(71 * 3_600_000);
    publish('young');
    expect(orders().log.after(0, 10)).toHaveLength(2);
    time.advance(3_600_000);
    expect(
      orders()
        .log.after(0, 10)
        .map((event) => event.fields['Order_Number__c']),
    ).toEqual(['young']);
  });

  it('runs a trigger after publish has returned, in order, in batches', () => {
    const { batches } = trigger(() => undefined, 2);
    publish('1', '2', '3');
    expect(batches).toEqual([]);
    time.settle();
    expect(batches).toEqual([['1', '2'], ['3']]);
    expect(bus.isIdle()).toBe(true);
  });

  it('gives a trigger 2,000 events at once unless configured, and only those published after it was saved', () => {
    publish('before');
    const { batches } = trigger(() => undefined);
    publish(...Array.from({ length: 2001 }, (_, index) => String(index)));
    time.settle();
    expect(batches.map((batch) => batch.length)).toEqual([2000, 1]);
    expect(batches[0]?.[0]).toBe('0');
  });

  it('sends a batch again with the newer events after a RetryableError, later each time, its writes undone', () => {
    let failures = 2;
    const { batches, contexts } = trigger(() => {
      failures -= 1;
      if (failures >= 0) throw new RetryableError('row locked');
    });
    publish('1');
    time.settle();
    publish('2');
    expect(row()).toMatchObject({ Status: 'Running', Retries: 1, LastError: 'row locked' });
    time.advance(999);
    expect(batches).toHaveLength(1);
    time.advance(1);
    expect(batches).toHaveLength(2);
    time.advance(2000);
    expect(batches).toEqual([['1'], ['1', '2'], ['1', '2']]);
    expect(contexts.map((context) => [context.retries, context.lastError])).toEqual([
      [0, null],
      [1, 'row locked'],
      [2, 'row locked'],
    ]);
    expect(rolledBack).toBe(2);
    expect(row()).toMatchObject({ Retries: 0, LastError: null });
  });

  it('stops in state Error after nine retries; fixed, it goes on at the tip', () => {
    let broken = true;
    const { batches, subscription } = trigger(() => {
      if (broken) throw new RetryableError('still locked');
    });
    publish('lost');
    time.advance(3_600_000);
    expect(batches).toHaveLength(10);
    expect(row()).toMatchObject({ Status: 'Error', Retries: 9, LastError: 'still locked' });
    publish('lost too');
    time.advance(3_600_000);
    expect(batches).toHaveLength(10);
    broken = false;
    subscription.resume();
    publish('seen');
    time.settle();
    expect(batches.slice(10)).toEqual([['seen']]);
    expect(row().Status).toBe('Running');
  });

  it('goes on after the checkpoint, whether the trigger threw or merely stopped', () => {
    const { batches } = trigger((events, context) => {
      const [first] = events;
      if (first && events.length > 1) context.setResumeCheckpoint(first.ReplayId);
      if (events.length === 2) throw new Error('limit exceeded');
    });
    const ids = publish('1', '2', '3');
    time.settle();
    expect(batches).toEqual([['1', '2', '3'], ['2', '3'], ['3']]);
    expect(rolledBack).toBe(0);
    expect(uncaught).toMatchObject([{ trigger: 'OrderTrigger', replayIds: ids.slice(1) }]);
  });

  it('undoes and repeats the whole batch on a RetryableError, whatever checkpoint was set', () => {
    const { batches } = trigger((events, context) => {
      if (context.retries > 0) return;
      context.setResumeCheckpoint(String(events[0]?.ReplayId));
      throw new RetryableError('row locked');
    });
    publish('1', '2');
    time.advance(1000);
    expect(rolledBack).toBe(1);
    expect(batches).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('gives a batch up on any other error, without state Error, and takes no checkpoint outside the batch', () => {
    const { batches } = trigger((_events, context) => context.setResumeCheckpoint('1'));
    publish('1');
    time.settle();
    publish('2');
    time.settle();
    expect(batches).toEqual([['1'], ['2']]);
    expect(rolledBack).toBe(2);
    expect(row()).toMatchObject({ Status: 'Running', Retries: 0, LastError: null });
  });

  it('keeps its place while suspended', () => {
    const { batches, subscription } = trigger(() => undefined);
    const [first] = publish('1');
    time.settle();
    subscription.suspend();
    const [second] = publish('2');
    time.settle();
    expect(second).not.toBe(first);
    expect(row()).toMatchObject({ Status: 'Suspended', LastProcessed: first, LastPublished: '-1', Position: Number(first) });
    subscription.resume();
    time.settle();
    expect(batches).toEqual([['1'], ['2']]);
    expect(row()).toMatchObject({ Name: 'OrderTrigger', Topic: 'Order_Event__e', Type: 'ApexTrigger', LastProcessed: second });
  });

  it('refuses a trigger on an event that the org does not have', () => {
    expect(() => bus.addTrigger({ name: 'T', topic: 'Nothing__e', receive: () => undefined })).toThrow('no platform event Nothing__e');
  });
});
