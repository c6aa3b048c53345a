import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Fields, Row } from '../../salesforce/database/database.ts';
import { attachEventBus } from '../../salesforce/events/attach-event-bus.ts';
import type { EventBus } from '../../salesforce/events/event-bus.ts';
import { createManualTime, type ManualTime } from '../../salesforce/events/manual-time.ts';
import { createOrg, type Org } from '../../salesforce/org.ts';

const KEY = 'IM00000000000000000000000000000001';

describe('the package’s activity trigger, where a Task cannot or must not be written', () => {
  let time: ManualTime;
  let org: Org;
  let bus: EventBus;
  let message: Fields;

  const send = (...events: readonly Fields[]): void => {
    const topic = bus.topic('Frontline_Activity__e');
    if (!topic) throw new Error('the package has this event');
    for (const fields of events) bus.publish(topic, { fields, createdById: String(message['Owner_Id__c']), enforceRequired: false });
    time.settle();
  };
  const tasks = (): readonly Row[] => org.database.rows('Task');
  const failures = (): readonly Row[] => org.database.rows('Frontline_Failure__c');
  const bury = (key: string, reason: string): void => {
    expect(org.database.insert('Frontline_Tombstone__c', { Key__c: key, Reason__c: reason })).toMatchObject({ success: true });
  };

  beforeEach(() => {
    time = createManualTime();
    org = createOrg({ clock: time.clock });
    bus = attachEventBus(org, { timers: time.timers });
    const owner = org.database.rows('User').find((user) => user['IsActive'] === true);
    message = { Key__c: KEY, Kind__c: 'message', Body__c: 'Are you open today?', Owner_Id__c: owner?.['Id'] };
  });

  it('does not bring back a Task that was deleted, nor one whose tombstone is all that is left', () => {
    send(message);
    org.database.delete('Task', String(tasks()[0]?.['Id']));
    bury('IM2', 'Expired');
    send(message, { Key__c: KEY, Kind__c: 'status', Delivery_Status__c: 'read' }, { ...message, Key__c: 'IM2' });
    expect(tasks()).toEqual([]);
    expect(failures()).toEqual([]);
  });

  it('writes nothing more on a Task whose message was erased', () => {
    send(message);
    bury(KEY, 'Erased');
    send({ ...message, Kind__c: 'edit', Body__c: 'said again' });
    expect(tasks()).toMatchObject([{ Description: message['Body__c'] }]);
  });

  it('tries again, then keeps every event as a failure, while what it looks up is out of order', () => {
    for (const status of org.database.rows('TaskStatus')) org.database.store('TaskStatus', { Id: status['Id'] ?? null, IsClosed: false });
    send(message, { ...message, Key__c: 'IM2' });
    expect(failures()).toEqual([]);
    time.advance(600_000);
    expect(tasks()).toEqual([]);
    expect(failures()).toMatchObject([KEY, 'IM2'].map((key) => ({ Event_Key__c: key, Status__c: 'Open' })));
    expect(bus.subscriberRows()).toMatchObject([{ Status: 'Running', Retries: 0 }]);
  });
});
