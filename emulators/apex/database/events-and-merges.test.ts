import { describe, expect, it } from '@jest/globals';
import { testProject } from './test-project.ts';

const PROBE = `public class Probe {
  public static List<String> fired = new List<String>();
  private static Frontline_Activity__e event(String key, String kind) {
    return new Frontline_Activity__e(Key__c = key, Kind__c = kind, Conversation_Sid__c = 'CH1', Occurred_At__c = Datetime.now());
  }
  public static String publish() {
    Database.SaveResult good = EventBus.publish(event('IM1', 'note'));
    Database.SaveResult bad = EventBus.publish(event('IM0', 'a kind that is far too long'));
    Savepoint before = Database.setSavepoint();
    EventBus.publish(event('IM2', 'note'));
    Database.rollback(before);
    return good.isSuccess() + ' ' + bad.getErrors()[0].getStatusCode().name() + ' ' + Limits.getDmlStatements();
  }
  public static void publishAndFail() {
    EventBus.publish(event('IM3', 'note'));
    throw new MathException('too bad');
  }
  public static String mergeTwo() {
    List<Contact> all = new List<Contact>{ new Contact(LastName = 'Kept'), new Contact(LastName = 'Gone') };
    insert all;
    Task call = new Task(WhoId = all[1].Id);
    insert call;
    fired.clear();
    merge all[0] all[1];
    Contact gone = [SELECT IsDeleted, MasterRecordId FROM Contact WHERE LastName = 'Gone' ALL ROWS];
    Boolean follows = [SELECT WhoId FROM Task].WhoId == all[0].Id;
    return gone.IsDeleted + ' ' + (gone.MasterRecordId == all[0].Id) + ' ' + follows + ' / ' + String.join(fired, ',');
  }
  public static String convert() {
    Lead customer = new Lead(FirstName = 'Maria', LastName = 'Alvarez', Company = 'Northwind', MobilePhone = '1');
    insert customer;
    Task call = new Task(WhoId = customer.Id);
    insert call;
    Database.LeadConvert conversion = new Database.LeadConvert();
    conversion.setLeadId(customer.Id);
    conversion.setConvertedStatus('Closed - Converted');
    conversion.setDoNotCreateOpportunity(true);
    Database.LeadConvertResult result = Database.convertLead(conversion);
    Contact made = [SELECT Name, MobilePhone, Account.Name FROM Contact WHERE Id = :result.getContactId()];
    Lead closed = [SELECT IsConverted, ConvertedContactId FROM Lead];
    Boolean follows = [SELECT WhoId FROM Task WHERE Id = :call.Id].WhoId == made.Id;
    String again = 'changed';
    try { update new Lead(Id = customer.Id, Title = 'x'); } catch (DmlException e) { again = e.getDmlType(0).name(); }
    return made.Name + ' ' + made.MobilePhone + ' of ' + made.Account.Name + ' ' + closed.IsConverted + ' ' + follows + ' ' + again;
  }
}`;

const TRIGGER = `trigger T on Contact (before update, after update, before delete, after delete) {
  Probe.fired.add((Trigger.isBefore ? 'before ' : 'after ') + (Trigger.isDelete ? 'delete' : 'update'));
}`;

describe('what DML alone does not show', () => {
  const probe = testProject({ 'Probe.cls': PROBE, 'T.trigger': TRIGGER });
  const published: unknown[] = [];
  probe.org.onPlatformEvent = (topic, fields) => {
    published.push([topic, fields['Key__c']]);
    return { replayId: '1' };
  };

  it('stores events when the transaction commits, none that it took back ("Publish Event Messages with Apex")', () => {
    expect(probe.run('publish')).toBe('true STRING_TOO_LONG 5');
    expect(() => probe.run('publishAndFail')).toThrow('too bad');
    expect(published).toEqual([['Frontline_Activity__e', 'IM1']]);
  });

  it('merges: children move without triggers, the loser points to its master ("Triggers and Merge Statements")', () => {
    expect(probe.run('mergeTwo')).toBe('true true true / before delete,before update,after delete,after update');
  });

  it('converts a lead into a contact of an account; it cannot be changed any more ("Converting Leads")', () => {
    expect(probe.run('convert')).toBe('Maria Alvarez 1 of Northwind true true CANNOT_UPDATE_CONVERTED_LEAD');
  });
});
