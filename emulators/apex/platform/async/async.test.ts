import { describe, expect, it } from '@jest/globals';
import { type Probe, runProbes } from '../../testing/apex-sources.ts';

const GUIDE = 'Apex Developer Guide';

const MEMBERS = `
  public static Integer counter = 0;
  public class Job implements Queueable {
    public String name; public List<String> texts = new List<String>();
    public Job(String name) { this.name = name; }
    public void execute(QueueableContext context) {
      counter++;
      insert new Contact(LastName = name, FirstName = String.join(texts, ''), Title = '' + counter + ' ' + Limits.getLimitQueries());
    }
  }
  public class Failing implements Queueable {
    public void execute(QueueableContext context) {
      System.attachFinalizer(new Last());
      insert new Contact(LastName = 'lost');
      throw new CalloutException('broken');
    }
  }
  public class Last implements Finalizer {
    public void execute(FinalizerContext context) {
      insert new Contact(LastName = context.getResult().name() + ' ' + context.getException().getMessage());
    }
  }
  public class Chain implements Queueable { public void execute(QueueableContext context) { System.enqueueJob(new Chain()); } }
  public class Scheduled implements Schedulable { public void execute(SchedulableContext context) { insert new Contact(LastName = 'on time'); } }
  public class Plain implements Database.Batchable<SObject> {
    public Integer seen = 0;
    public Database.QueryLocator start(Database.BatchableContext context) { return Database.getQueryLocator([SELECT Id FROM Account]); }
    public void execute(Database.BatchableContext context, List<SObject> rows) { seen += rows.size(); }
    public void finish(Database.BatchableContext context) { insert new Contact(LastName = 'seen ' + seen); }
  }
  public class Keeping implements Database.Batchable<SObject>, Database.Stateful {
    public Integer seen = 0;
    public Database.QueryLocator start(Database.BatchableContext context) { return Database.getQueryLocator('SELECT Id FROM Account'); }
    public void execute(Database.BatchableContext context, List<SObject> rows) { seen += rows.size(); }
    public void finish(Database.BatchableContext context) { insert new Contact(LastName = 'kept ' + seen); }
  }
  private static String names() {
    List<String> names = new List<String>();
    for (Contact c : [SELECT FirstName, LastName, Title FROM Contact ORDER BY LastName]) { names.add(c.LastName + ' ' + c.FirstName + ' ' + c.Title); }
    return String.join(names, ',');
  }
`;

const probes: readonly Probe[] = [
  [
    'a queueable runs at stopTest, with limits and statics of its own',
    `${GUIDE}, "Queueable Apex"`,
    "counter = 5; Test.startTest(); System.enqueueJob(new Job('a')); Integer before = [SELECT COUNT() FROM Contact]; Test.stopTest(); return before + names() + counter;",
    '0a null 1 2005',
  ],
  [
    'a job is written down when it is enqueued',
    `${GUIDE}, "Queueable Apex"`,
    "Job j = new Job('a'); j.texts.add('x'); Test.startTest(); System.enqueueJob(j); j.texts.add('y'); Test.stopTest(); return names();",
    'a x 1 200',
  ],
  [
    'a finalizer follows a job that died, whose writes are gone',
    `${GUIDE}, "Transaction Finalizers"`,
    'Test.startTest(); System.enqueueJob(new Failing()); try { Test.stopTest(); } catch (CalloutException e) { } return names();',
    'UNHANDLED_EXCEPTION broken null null',
  ],
  [
    'a test does not chain jobs',
    `${GUIDE}, "Queueable Apex"`,
    'Test.startTest(); System.enqueueJob(new Chain()); Test.stopTest(); return 1;',
    'System.AsyncException: Maximum stack depth has been reached.',
  ],
  [
    'a delay of at most ten minutes',
    'Apex Reference Guide, "System.enqueueJob"',
    "System.enqueueJob(new Job('a'), 11); return 1;",
    'System.IllegalArgumentException: Delay must be between 0 and 10 minutes',
  ],
  [
    'the 51st job',
    `${GUIDE}, "Execution Governors and Limits"`,
    "for (Integer i = 0; i < 51; i++) { System.enqueueJob(new Job('a')); } return 1;",
    'System.LimitException: Too many queueable jobs added to the queue: 51',
  ],
  [
    'a scheduled job runs at stopTest',
    `${GUIDE}, "Apex Scheduler"`,
    "Test.startTest(); System.schedule('x', '0 0 0 * * ?', new Scheduled()); Test.stopTest(); return names();",
    'on time null null',
  ],
  [
    'a batch forgets between its parts',
    `${GUIDE}, "Using Batch Apex"`,
    "insert new Account(Name = 'a'); Test.startTest(); Database.executeBatch(new Plain()); Test.stopTest(); return names();",
    'seen 0 null null',
  ],
  [
    'a stateful one does not',
    `${GUIDE}, "Using Batch Apex"`,
    "insert new Account(Name = 'a'); Test.startTest(); Database.executeBatch(new Keeping()); Test.stopTest(); return names();",
    'kept 1 null null',
  ],
  [
    'a test runs one part of a batch',
    `${GUIDE}, "Testing Batch Apex"`,
    "insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') }; Test.startTest(); Database.executeBatch(new Plain(), 1); try { Test.stopTest(); return 0; } catch (UnexpectedException e) { return e.getMessage().left(36); }",
    'No more than one executeBatch can be',
  ],
  [
    'jobs have rows',
    'Object Reference, "AsyncApexJob"',
    "Test.startTest(); System.enqueueJob(new Job('a')); Test.stopTest(); AsyncApexJob job = [SELECT ApexClass.Name, JobType, Status FROM AsyncApexJob]; return job.JobType + job.Status;",
    'QueueableCompleted',
  ],
  [
    'startTest gives fresh limits, stopTest the former ones',
    'Apex Reference Guide, "Test Class"',
    "Integer n = [SELECT COUNT() FROM Contact]; Test.startTest(); Integer within = Limits.getQueries(); Test.stopTest(); return within + ' ' + Limits.getQueries();",
    '0 1',
  ],
  [
    'a callout in a test needs a mock',
    `${GUIDE}, "Testing HTTP Callouts by Implementing the HttpCalloutMock Interface"`,
    "HttpRequest r = new HttpRequest(); r.setEndpoint('https://x'); return new Http().send(r).getBody();",
    'System.CalloutException: Methods defined as TestMethod do not support Web service callouts',
  ],
];

describe('asynchronous Apex', () => {
  const answers = runProbes(probes, MEMBERS);
  it.each(probes.map(([what, document, , answer], at) => ({ what, document, answer, at })))('$what ($document)', ({ at, answer }) => {
    expect(answers[at]).toBe(answer);
  });
});
