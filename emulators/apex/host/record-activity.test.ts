import { beforeEach, describe, expect, it } from '@jest/globals';
import { attachEventBus } from '../../salesforce/events/attach-event-bus.ts';
import type { EventBus } from '../../salesforce/events/event-bus.ts';
import { createManualTime, type ManualTime } from '../../salesforce/events/manual-time.ts';
import type { Fields, Row } from '../../salesforce/database/database.ts';
import { createOrg, type Org } from '../../salesforce/org.ts';

const KEY = 'IM00000000000000000000000000000001';

const message = {
  Key__c: KEY,
  Kind__c: 'message',
  Conversation_Sid__c: 'CH00000000000000000000000000000001',
  Index__c: 0,
  Occurred_At__c: '2026-03-02T02:30:00.000+0000',
  Direction__c: 'inbound',
  Channel__c: 'sms',
  Customer_Address__c: '+15550100111',
  Business_Address__c: '+15550100999',
  Subject__c: 'SMS from Mara Quist',
  Body__c: 'Are you open today?',
  Routing_Reason__c: 'owner of the Contact',
};

describe('the package’s activity trigger in an org', () => {
  let time: ManualTime;
  let org: Org;
  let bus: EventBus;
  let ana: string;
  let desk: string;
  let mara: string;

  const insert = (objectName: string, fields: Fields): string => {
    const { id, errors } = org.database.insert(objectName, fields);
    if (id === null) throw new Error(JSON.stringify(errors));
    return id;
  };

  const user = (name: string, more: Fields = {}): string =>
    insert('User', {
      ...{ Username: `${name}@northwind.example`, LastName: name, Email: `${name}@northwind.example`, Alias: name.slice(0, 8) },
      ...{ TimeZoneSidKey: 'America/New_York', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
      ...{ ProfileId: org.database.rows('Profile')[0]?.['Id'], ...more },
    });

  beforeEach(() => {
    time = createManualTime();
    org = createOrg({ clock: time.clock });
    bus = attachEventBus(org, { timers: time.timers });
    ana = user('ana');
    desk = user('desk', { TimeZoneSidKey: 'Europe/Madrid' });
    mara = insert('Contact', { LastName: 'Quist', OwnerId: ana });
  });

  /** Publishes as the gateway does and lets the trigger run. */
  const send = (...events: readonly Fields[]): void => {
    const topic = bus.topic('Frontline_Activity__e');
    if (!topic) throw new Error('the package has this event');
    for (const fields of events) {
      const published = bus.publish(topic, { fields, createdById: ana, enforceRequired: false });
      if ('error' in published) throw new Error(published.error.message);
    }
    time.settle();
  };

  const tasks = (): readonly Row[] => org.database.rows('Task');
  const failures = (): readonly Row[] => org.database.rows('Frontline_Failure__c');
  const set = (fields: Readonly<Record<string, string | boolean | null>>): void => {
    const id = org.database.rows('Frontline_Setting__mdt').find((row) => row['DeveloperName'] === 'Default')?.['Id'];
    org.database.store('Frontline_Setting__mdt', { Id: id ?? null, ...fields });
  };

  it('makes one closed Task of a message, on the Contact, on the day of its owner', () => {
    send({ ...message, Who_Id__c: mara, Owner_Id__c: ana, Delivery_Status__c: 'delivered', Other_Matches__c: 'none' });
    expect(failures()).toEqual([]);
    expect(tasks()).toHaveLength(1);
    expect(tasks()[0]).toMatchObject({
      Frontline_Key__c: KEY,
      Frontline_Conversation_Sid__c: message.Conversation_Sid__c,
      Frontline_Index__c: 0,
      Frontline_Occurred_At__c: message.Occurred_At__c,
      Frontline_Direction__c: 'inbound',
      Frontline_Channel__c: 'sms',
      Frontline_Customer_Address__c: '+15550100111',
      Frontline_Business_Address__c: '+15550100999',
      Frontline_Delivery_Status__c: 'delivered',
      Frontline_Other_Matches__c: 'none',
      Frontline_Routing_Reason__c: 'owner of the Contact',
      Subject: 'SMS from Mara Quist',
      Description: 'Are you open today?',
      Status: 'Completed',
      IsClosed: true,
      TaskSubtype: 'Task',
      ActivityDate: '2026-03-01',
      OwnerId: ana,
      WhoId: mara,
    });
  });

  it('changes nothing when a message comes again', () => {
    send({ ...message, Who_Id__c: mara }, { ...message, Who_Id__c: mara });
    const [first] = tasks();
    time.advance(60_000);
    send({ ...message, Who_Id__c: mara, Subject__c: 'Another subject', Body__c: 'Another body' });
    expect(tasks()).toEqual([first]);
  });

  it('takes the first closed status of an org that renamed them', () => {
    const completed = org.database.rows('TaskStatus').find((row) => row['ApiName'] === 'Completed');
    org.database.store('TaskStatus', { Id: completed?.['Id'] ?? null, ApiName: 'Erledigt', MasterLabel: 'Erledigt' });
    send({ ...message, Who_Id__c: mara });
    expect(tasks()[0]?.['Status']).toBe('Erledigt');
  });

  it.each([
    { what: 'the rep', fields: () => ({ Owner_Id__c: desk, Who_Id__c: mara }), owner: () => desk, day: '2026-03-02' },
    { what: "the Contact's owner without a rep", fields: () => ({ Who_Id__c: mara }), owner: () => ana, day: '2026-03-01' },
    {
      what: 'the Contact owner for a rep who is unknown',
      fields: () => ({ Owner_Id__c: '0055i00000zzzzz', Who_Id__c: mara }),
      owner: () => ana,
      day: '2026-03-01',
    },
    { what: 'the fallback owner for a stranger', fields: () => ({}), owner: () => desk, day: '2026-03-02' },
  ])('is owned by $what', ({ fields, owner, day }) => {
    send({ ...message, ...fields() });
    expect(tasks()).toMatchObject([{ OwnerId: owner(), ActivityDate: day }]);
  });

  it('passes over inactive users, and finds the fallback owner by FederationIdentifier', () => {
    org.database.update('User', { Id: ana, IsActive: false });
    org.database.update('User', { Id: desk, FederationIdentifier: 'the-desk' });
    set({ Fallback_Owner__c: 'the-desk' });
    send({ ...message, Who_Id__c: mara, Owner_Id__c: ana });
    expect(tasks()).toMatchObject([{ OwnerId: desk, WhoId: mara }]);
  });

  it('keeps an event that nobody can own as a failure', () => {
    set({ Fallback_Owner__c: null });
    send(message);
    expect(tasks()).toEqual([]);
    expect(failures()).toMatchObject([{ Event_Key__c: KEY, Reason__c: expect.stringContaining('No active user can own the Task') }]);
  });

  it('records a message for somebody who is gone without them, and says so', () => {
    org.database.delete('Contact', mara);
    send({ ...message, Who_Id__c: mara, Owner_Id__c: ana });
    expect(tasks()[0]).toMatchObject({ OwnerId: ana });
    expect(tasks()[0]?.['WhoId'] ?? null).toBeNull();
    expect(tasks()[0]?.['Frontline_Routing_Reason__c']).toBe(
      `owner of the Contact\n${mara} is no longer a Contact or Lead here: recorded without it.`,
    );
  });

  it('follows a Lead that was converted', () => {
    const lead = insert('Lead', { LastName: 'Quist', Company: 'Quist', OwnerId: ana });
    org.database.store('Lead', { Id: lead, IsConverted: true, ConvertedContactId: mara });
    send({ ...message, Who_Id__c: lead });
    expect(tasks()).toMatchObject([{ WhoId: mara, Frontline_Routing_Reason__c: expect.stringContaining(`recorded on ${mara}`) }]);
  });

  it('relates a Task to a record, except beside a Lead, which the platform refuses', () => {
    const account = insert('Account', { Name: 'Quist', OwnerId: ana });
    const lead = insert('Lead', { LastName: 'Quist', Company: 'Quist', OwnerId: ana });
    send({ ...message, Who_Id__c: mara, What_Id__c: account }, { ...message, Key__c: 'IM2', Who_Id__c: lead, What_Id__c: account });
    expect(tasks().map((task) => [task['WhoId'], task['WhatId'] ?? null])).toEqual([
      [mara, account],
      [lead, null],
    ]);
  });

  it('never wipes a value because an event leaves it out', () => {
    send({ ...message, Who_Id__c: mara });
    send({ Key__c: KEY, Kind__c: 'edit' });
    expect(tasks()).toMatchObject([{ Subject: message.Subject__c, Description: message.Body__c }]);
  });

  it('stores the good events of a batch and a failure for each bad one', () => {
    send(
      { ...message, Key__c: null, Body__c: 'no key' },
      { ...message, Key__c: 'IM2', Kind__c: 'wave' },
      { ...message, Key__c: 'IM3', Who_Id__c: mara, What_Id__c: mara },
      { ...message, Who_Id__c: mara },
    );
    expect(tasks().map((task) => task['Frontline_Key__c'])).toEqual([KEY]);
    expect(failures().map((failure) => [failure['Event_Key__c'] ?? null, failure['Reason__c']])).toEqual([
      [null, expect.stringContaining('no key')],
      ['IM2', 'The event is of an unknown kind: wave.'],
      ['IM3', expect.stringContaining('MALFORMED_ID')],
    ]);
    expect(JSON.parse(String(failures()[0]?.['Payload__c']))).toMatchObject({ Kind__c: 'message', Body__c: 'no key' });
  });

  it.each([
    [['queued', 'sent', 'delivered', 'read'], 'read'],
    [['read', 'delivered', 'sent'], 'read'],
    [['sent', 'sending', 'queued'], 'sent'],
    [['delivered', 'failed', 'read'], 'failed'],
    [['undelivered', 'delivered', 'failed'], 'undelivered'],
  ])('moves the delivery status forward only: %j ends as %s', (statuses, last) => {
    send({ ...message, Who_Id__c: mara });
    send(
      ...statuses.map((status) => ({
        Key__c: KEY,
        Kind__c: 'status',
        Delivery_Status__c: status,
        Delivery_Error__c: `error of ${status}`,
      })),
    );
    expect(tasks()).toMatchObject([{ Frontline_Delivery_Status__c: last, Frontline_Delivery_Error__c: `error of ${last}` }]);
  });

  it('begins a shell with a status that comes first; the message fills it', () => {
    send({ Key__c: KEY, Kind__c: 'status', Delivery_Status__c: 'read', Occurred_At__c: '2026-03-05T12:00:00.000+0000' });
    expect(tasks()).toMatchObject([{ Subject: 'Text message', OwnerId: desk, Frontline_Delivery_Status__c: 'read', IsClosed: true }]);
    send({ ...message, Who_Id__c: mara, Owner_Id__c: ana, Delivery_Status__c: 'sent' });
    expect(tasks()).toMatchObject([
      {
        Subject: message.Subject__c,
        Description: message.Body__c,
        OwnerId: ana,
        WhoId: mara,
        ActivityDate: '2026-03-01',
        Frontline_Delivery_Status__c: 'read',
      },
    ]);
  });

  it.each([
    { order: ['message', 'edit'], text: 'edited' },
    { order: ['edit', 'message'], text: 'edited' },
    { order: ['message', 'edit', 'delete'], text: 'Message deleted' },
    { order: ['message', 'delete', 'edit'], text: 'Message deleted' },
    { order: ['delete', 'message'], text: 'Message deleted' },
  ])('ends with the last word on the text: $order', ({ order, text }) => {
    send(...order.map((kind) => ({ ...message, Who_Id__c: mara, Kind__c: kind, Body__c: kind === 'edit' ? 'edited' : message.Body__c })));
    expect(tasks()).toMatchObject([{ Description: text, WhoId: mara }]);
  });

  it('writes no text where bodies are not stored, and nothing at all where recording is off', () => {
    set({ Store_Message_Bodies__c: false });
    send({ ...message, Who_Id__c: mara }, { ...message, Key__c: null });
    expect(tasks()[0]?.['Description'] ?? null).toBeNull();
    expect(String(failures()[0]?.['Payload__c'])).not.toContain(message.Body__c);
    set({ Recording_Active__c: false });
    send({ ...message, Key__c: 'IM2', Who_Id__c: mara });
    expect(tasks()).toHaveLength(1);
  });

  it('works through a backlog in several batches, and shows its state to SOQL', () => {
    send(...Array.from({ length: 201 }, (_, index) => ({ ...message, Key__c: `IM${index}`, Who_Id__c: mara })));
    expect(tasks()).toHaveLength(201);
    const [row] = bus.subscriberRows();
    expect(org.database.rows('EventBusSubscriber')).toMatchObject([{ ...row }]);
    expect(row).toMatchObject({ Name: 'FrontlineActivityTrigger', Topic: 'Frontline_Activity__e', Status: 'Running' });
    expect(row).toMatchObject({ Position: bus.topic('Frontline_Activity__e')?.log.tip(), Tip: -1 });
  });

  it('takes events over REST as well, and answers there for what is wrong with them', () => {
    expect(org.onPlatformEvent('Frontline_Activity__e', { ...message, Who_Id__c: mara })).toMatchObject({
      replayId: expect.stringMatching(/^\d+$/),
    });
    time.settle();
    expect(tasks()).toHaveLength(1);
    expect(org.onPlatformEvent('Frontline_Activity__e', { Colour__c: 'red' })).toMatchObject({ error: { statusCode: 'INVALID_FIELD' } });
    expect(org.onPlatformEvent('Nothing__e', {})).toMatchObject({ error: { statusCode: 'INVALID_TYPE' } });
  });
});
