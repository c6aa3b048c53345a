import { beforeAll, describe, expect, it } from '@jest/globals';
import { testProject, type TestProject } from './test-project.ts';

const TRIGGER = `trigger T on Contact (before insert, before update, after insert, before delete, after delete, after undelete) {
  Probe.fired.add((Trigger.isBefore ? 'before ' : 'after ') + Trigger.size);
  if (Trigger.isBefore && !Trigger.isDelete) {
    for (Contact each : Trigger.new) {
      each.Title = 'set by the trigger';
      if (each.LastName == 'refused') each.addError('not you');
      if (each.LastName == 'wrong phone') each.addError(Contact.Phone, 'not this number');
    }
  }
  if (Trigger.isAfter && Trigger.isInsert) {
    for (Contact each : Trigger.new) if (each.LastName == 'late') each.addError('too late');
  }
}`;

const PROBE = `public class Probe {
  public static List<String> fired = new List<String>();
  public static String partial() {
    List<Contact> all = new List<Contact>{ new Contact(LastName = 'a'), new Contact(LastName = 'refused'), new Contact(), new Contact(LastName = 'b') };
    List<String> shown = new List<String>();
    for (Database.SaveResult result : Database.insert(all, false)) {
      shown.add(result.isSuccess() ? 'ok' : result.getErrors()[0].getStatusCode().name() + ' ' + result.getErrors()[0].getMessage());
    }
    return String.join(shown, '|') + ' / ' + String.join(fired, ',') + ' / ' + Limits.getDmlStatements() + ' ' + (all[0].Title == null) + ' ' + (all[1].Id == null);
  }
  public static String late() {
    List<Contact> all = new List<Contact>{ new Contact(LastName = 'a'), new Contact(LastName = 'late') };
    Database.insert(all, false);
    return String.join(fired, ',') + ' ' + [SELECT COUNT() FROM Contact];
  }
  public static String whole() {
    try { insert new List<Contact>{ new Contact(LastName = 'a'), new Contact(LastName = 'wrong phone') }; }
    catch (DmlException e) { return e.getMessage() + ' / ' + e.getDmlIndex(0) + ' ' + e.getDmlFieldNames(0)[0] + ' ' + [SELECT COUNT() FROM Contact]; }
    return 'nothing';
  }
  public static String chunks() {
    List<Contact> all = new List<Contact>();
    for (Integer i = 0; i < 401; i++) all.add(new Contact(LastName = 'c' + i));
    insert all;
    return String.join(fired, ',') + ' ' + [SELECT Title FROM Contact LIMIT 1].Title;
  }
  public static String bin() {
    Contact one = new Contact(LastName = 'a');
    insert one;
    insert new Task(WhoId = one.Id);
    fired.clear();
    delete one;
    String gone = [SELECT COUNT() FROM Task] + ' of ' + [SELECT COUNT() FROM Task ALL ROWS];
    undelete one;
    return gone + ', then ' + [SELECT COUNT() FROM Task] + ' / ' + String.join(fired, ',');
  }
  public static String upserts() {
    List<Task> tasks = new List<Task>{ new Task(Frontline_Key__c = 'A'), new Task(Frontline_Key__c = 'B'), new Task(Frontline_Key__c = 'A'), new Task() };
    List<String> shown = new List<String>();
    for (Database.UpsertResult result : Database.upsert(tasks, Task.Frontline_Key__c, false)) {
      shown.add(result.isSuccess() ? 'ok ' + result.isCreated() : result.getErrors()[0].getStatusCode().name());
    }
    return String.join(shown, '|');
  }
  public static String savepoint() {
    Savepoint first = Database.setSavepoint();
    insert new Contact(LastName = 'a');
    Savepoint second = Database.setSavepoint();
    Database.rollback(first);
    String kept = String.join(fired, ',') + ' ' + [SELECT COUNT() FROM Contact] + ' ' + Limits.getDmlStatements();
    try { Database.rollback(second); } catch (Exception e) { return kept + ' ' + e.getTypeName(); }
    return kept;
  }
  public static String mixed() {
    insert new Contact(LastName = 'a');
    try { insert new PermissionSetAssignment(); } catch (DmlException e) { return e.getDmlType(0).name() + ' ' + e.getMessage(); }
    return 'nothing';
  }
  public static Integer tooMany() {
    for (Integer i = 0; i < 151; i++) { try { insert new Contact(LastName = 'c' + i); } catch (Exception e) { return -1; } }
    return 0;
  }
  public static Integer nothing() { insert new List<Contact>(); return Limits.getDmlStatements(); }
  public static String truncated() {
    Database.DMLOptions options = new Database.DMLOptions();
    options.allowFieldTruncation = true;
    Contact one = new Contact(LastName = 'x'.repeat(90));
    String first = Database.insert(one, false).getErrors()[0].getStatusCode().name();
    Database.insert(one, options);
    return first + ' ' + [SELECT LastName FROM Contact].LastName.length();
  }
  public static String asUser() {
    List<String> shown = new List<String>();
    try { insert as user new Frontline_Failure__c(Status__c = 'Open'); } catch (DmlException e) { shown.add('no insert'); }
    try { List<Task> found = [SELECT Frontline_Key__c FROM Task WITH USER_MODE]; } catch (QueryException e) { shown.add(e.getMessage().contains('Frontline_Key__c') ? 'no such column' : e.getMessage()); }
    return String.join(shown, ', ');
  }
  public static Integer seen() { return WithSharing.count(); }
  public without sharing class WithSharing { public static Integer count() { return Sharing.count(); } }
}`;

const SHARING = `public with sharing class Sharing { public static Integer count() { return [SELECT COUNT() FROM Contact]; } }`;

describe('DML of Apex', () => {
  let probe: TestProject;
  beforeAll(() => {
    probe = testProject({ 'Probe.cls': PROBE, 'Sharing.cls': SHARING, 'T.trigger': TRIGGER });
  });
  /** Runs a method and takes back what it wrote. */
  const run = (method: string, as?: string): unknown => {
    let answer: unknown;
    probe.org.database.transaction(() => {
      answer = probe.run(method, as === undefined ? {} : { as });
      return false;
    });
    return answer;
  };

  it('tries the good ones again after a partial failure, triggers too, with statics kept ("Bulk DML Exception Handling")', () => {
    const refused = 'FIELD_CUSTOM_VALIDATION_EXCEPTION not you';
    const missing = 'REQUIRED_FIELD_MISSING Required fields are missing: [LastName]';
    expect(run('partial')).toBe(`ok|${refused}|${missing}|ok / before 4,after 2,before 2,after 2 / 1 true true`);
  });

  it('undoes and tries again when an after-trigger refuses a record ("Triggers and Order of Execution")', () => {
    expect(run('late')).toBe('before 2,after 2,before 1,after 1 1');
  });

  it('undoes a whole statement and names the row and the field ("DML Statements and Exceptions")', () => {
    const message = 'Insert failed. First exception on row 1; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, not this number: [Phone]';
    expect(run('whole')).toBe(`${message} / 1 Phone 0`);
  });

  it('gives triggers 200 records at a time, and stores what they write before ("Bulk Trigger Idioms")', () => {
    expect(run('chunks')).toBe('before 200,after 200,before 200,after 200,before 1,after 1 set by the trigger');
  });

  it('takes tasks along into the recycle bin and back, without triggers of theirs ("Operations That Don’t Invoke Triggers")', () => {
    expect(run('bin')).toBe('0 of 1, then 1 / before 1,after 1,after 1');
  });

  it('refuses a key that stands on two records of one upsert, and a record without one (DUPLICATE_VALUE, MISSING_ARGUMENT)', () => {
    expect(run('upserts')).toBe('DUPLICATE_VALUE|ok true|DUPLICATE_VALUE|MISSING_ARGUMENT');
  });

  it('goes back to a savepoint, statics apart; later ones are void and each counts ("Transaction Control")', () => {
    expect(run('savepoint')).toBe('before 1,after 1 0 4 System.TypeException');
  });

  it('refuses setup objects beside others ("sObjects That Can’t Be Used Together in DML Operations")', () => {
    expect(run('mixed')).toMatch(/^MIXED_DML_OPERATION Insert failed.*PermissionSetAssignment, original object: Contact: \[\]$/);
  });

  it('ends a transaction at the 151st statement, uncaught; an empty list counts for nothing ("Execution Governors and Limits")', () => {
    expect(() => run('tooMany')).toThrow('Too many DML statements: 151');
    expect(run('nothing')).toBe(0);
  });

  it('refuses a text that is too long, unless it may be cut ("allowFieldTruncation Property")', () => {
    expect(run('truncated')).toBe('STRING_TOO_LONG 80');
  });

  it('obeys permissions in user mode ("Set an Access Mode for Database Operations")', () => {
    expect(run('asUser', probe.user('rep', 'Standard User'))).toBe('no insert, no such column');
  });

  it('shows a class with sharing only what its user may see ("Using the with sharing … Keywords")', () => {
    const owner = probe.user('owner', 'Standard User');
    const other = probe.user('other', 'Standard User');
    probe.org.database.insert('Contact', { LastName: 'Private', OwnerId: owner });
    expect([run('seen', owner), run('seen', other), run('seen')]).toEqual([1, 0, 1]);
  });
});
