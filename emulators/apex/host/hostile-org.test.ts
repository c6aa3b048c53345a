import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Fields, Row } from '../../salesforce/database/database.ts';
import { attachEventBus } from '../../salesforce/events/attach-event-bus.ts';
import type { EventBus } from '../../salesforce/events/event-bus.ts';
import { createManualTime, type ManualTime } from '../../salesforce/events/manual-time.ts';
import { createOrg, type Org, type OrgOptions } from '../../salesforce/org.ts';
import type { ForeignTrigger } from '../../salesforce/rules/foreign-trigger.ts';
import { describeField } from '../../salesforce/schema/describe-field.ts';

describe('the package in an org that makes trouble', () => {
  let time: ManualTime;
  let org: Org;
  let bus: EventBus;
  let ana: string;
  let mara: string;

  const insert = (objectName: string, fields: Fields): string => {
    const { id, errors } = org.database.insert(objectName, fields);
    if (id === null) throw new Error(JSON.stringify(errors));
    return id;
  };
  const start = (options: OrgOptions = {}): void => {
    time = createManualTime();
    org = createOrg({ ...options, clock: time.clock });
    bus = attachEventBus(org, { timers: time.timers });
    ana = insert('User', {
      ...{ Username: 'ana@northwind.example', LastName: 'Ana', Email: 'ana@northwind.example', Alias: 'ana' },
      ...{ TimeZoneSidKey: 'UTC', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
      ProfileId: org.database.findBy('Profile', 'Name', ['Standard User'])[0]?.['Id'],
    });
    mara = insert('Contact', { LastName: 'Quist', OwnerId: ana });
  };
  const message = (key: string, more: Fields = {}): Fields => ({
    ...{ Key__c: key, Kind__c: 'message', Occurred_At__c: '2026-03-02T02:30:00.000+0000', Body__c: `text of ${key}` },
    ...{ Owner_Id__c: ana, Who_Id__c: mara },
    ...more,
  });
  const publish = (...events: readonly Fields[]): void => {
    const topic = bus.topic('Frontline_Activity__e');
    if (!topic) throw new Error('the package has this event');
    for (const fields of events) bus.publish(topic, { fields, createdById: ana, enforceRequired: false });
    time.settle();
  };
  const keys = (): unknown[] => org.database.rows('Task').map((task) => task['Frontline_Key__c']);
  const failures = (): readonly Row[] => org.database.rows('Frontline_Failure__c');
  const reasons = (): unknown[][] => failures().map((failure) => [failure['Event_Key__c'], failure['Reason__c']]);
  const trigger = (judge: ForeignTrigger['judge']): ForeignTrigger => ({
    ...{ name: 'VendorTaskTrigger', objectName: 'Task', events: new Set(['before insert'] as const) },
    judge,
  });

  beforeEach(() => {
    start();
  });

  it('names the field where Tasks have a required one that nobody fills', () => {
    start({ customFields: { Activity: [describeField({ name: 'Region__c', type: 'string', length: 20, nillable: false })] } });
    publish(message('IM1'));
    expect(keys()).toEqual([]);
    expect(reasons()).toEqual([['IM1', 'REQUIRED_FIELD_MISSING: Required fields are missing: [Region__c]']]);
  });

  it('repeats what a validation rule says, and records the others', () => {
    org.rules.addValidationRule('Task', {
      name: 'No_Shouting',
      isBroken: (row) => row['Description'] === 'text of IM2',
      message: 'Do not shout.',
    });
    publish(message('IM1'), message('IM2'), message('IM3'));
    expect(keys()).toEqual(['IM1', 'IM3']);
    expect(reasons()).toEqual([['IM2', 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Do not shout.']]);
    expect(JSON.parse(String(failures()[0]?.['Payload__c']))).toMatchObject({ Body__c: 'text of IM2' });
  });

  it('keeps what another vendor’s trigger refuses, and records the others', () => {
    org.foreignTriggers.push(trigger((read) => (read('Frontline_Key__c') === 'IM2' ? 'Not in my org' : undefined)));
    publish(message('IM1'), message('IM2'), message('IM3'));
    expect(keys()).toEqual(['IM1', 'IM3']);
    expect(reasons()).toEqual([['IM2', 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Not in my org']]);
  });

  it('keeps the message alone at which another vendor’s trigger throws, with what it said', () => {
    org.foreignTriggers.push(
      trigger((read) => {
        if (read('Frontline_Key__c') === 'IM2') throw new Error('Division by zero');
        return undefined;
      }),
    );
    publish(message('IM1'), message('IM2'), message('IM3'));
    expect(keys().toSorted()).toEqual(['IM1', 'IM3']);
    expect(reasons().map(([key]) => key)).toEqual(['IM2']);
    expect(String(failures()[0]?.['Reason__c'])).toMatch(/CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: VendorTaskTrigger.*Division by zero/s);
  });

  it('waits for a lock, and records once it is gone', () => {
    let attempts = 0;
    org.foreignTriggers.push(
      trigger(() => {
        attempts += 1;
        return attempts > 1 ? undefined : 'UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record';
      }),
    );
    publish(message('IM1'));
    expect(keys()).toEqual([]);
    time.advance(60_000);
    expect([keys(), reasons()]).toEqual([['IM1'], []]);
  });

  it('records on people whom the Automated Process user may not see', () => {
    for (const name of ['Contact', 'Account', 'Lead', 'Task']) org.sharing.setDefault(name, 'Private');
    publish(message('IM1'));
    expect(org.database.rows('Task')).toMatchObject([{ Frontline_Key__c: 'IM1', WhoId: mara, OwnerId: ana }]);
    publish({ Key__c: 'IM1', Kind__c: 'status', Delivery_Status__c: 'read' });
    expect(org.database.rows('Task')).toMatchObject([{ Frontline_Delivery_Status__c: 'read' }]);
  });

  it('follows a person account by its contact, and keeps its phone keys through the account', () => {
    start({ personAccounts: true });
    const code = org.code;
    const item = { objectName: 'Account', fields: { LastName: 'Vo', PersonMobilePhone: '(415) 555-0112', OwnerId: ana } };
    const [saved] = code?.write({ operation: 'insert', items: [item], userId: ana }) ?? [];
    expect(saved?.errors).toEqual([]);
    const [person] = org.database.findBy('Contact', 'AccountId', [saved?.id ?? null]);
    expect(person).toMatchObject({ LastName: 'Vo', IsPersonAccount: true, Frontline_MobilePhone_Key__c: '155550112' });
    publish(message('IM1', { Who_Id__c: person?.['Id'] }));
    expect([org.database.rows('Task'), reasons()]).toMatchObject([[{ WhoId: person?.['Id'] }], []]);
  });

  it('follows a contact that was merged away, as often as it was', () => {
    const contact = org.schema.find('Contact');
    const [second, third] = ['Second', 'Third'].map((LastName) => insert('Contact', { LastName, OwnerId: ana }));
    if (!contact) throw new Error('every org has contacts');
    const merge = (loser: string, master: string | undefined): void => {
      const rows = [org.database.get('Contact', master ?? ''), org.database.get('Contact', loser)];
      if (rows[0] && rows[1]) org.database.steps.merge(contact, rows[0], rows[1]);
    };
    merge(mara, second);
    merge(second ?? '', third);
    publish(message('IM1'));
    expect(org.database.rows('Task')).toMatchObject([{ WhoId: third }]);
  });

  it('lets a duplicate rule refuse a contact that is sent over the API, phone keys or not', () => {
    org.rules.addDuplicateRule('Contact', { name: 'Same_Phone', fields: ['Phone'], message: 'Use one of these records?' });
    const contact = (LastName: string) => ({ objectName: 'Contact', fields: { LastName, Phone: '(415) 555-0199' } });
    const items = [contact('One'), contact('Two')];
    const results = org.code?.write({ operation: 'insert', items, userId: ana }) ?? [];
    expect(results).toMatchObject([{ success: true }, { success: false, errors: [{ statusCode: 'DUPLICATES_DETECTED' }] }]);
    expect(org.database.findBy('Contact', 'Frontline_Phone_Key__c', ['155550199'])).toHaveLength(1);
  });
});
