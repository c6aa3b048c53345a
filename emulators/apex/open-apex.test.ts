import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrg, type Org } from '../salesforce/org.ts';
import { type Apex, openApex } from './open-apex.ts';
import { testUser } from './test-run/test-user.ts';

const SOURCES: Readonly<Record<string, string>> = {
  'Page.cls': `
    public with sharing class Page {
      public class Answer { @AuraEnabled public String text; public String secret = 's'; @AuraEnabled public Integer none; }
      @AuraEnabled public static Answer greet(String name, Integer times) {
        if (name == null) { throw new AuraHandledException('Whom?'); }
        Answer answer = new Answer();
        answer.text = name.repeat(times);
        return answer;
      }
      @AuraEnabled public static List<Contact> save(String name) {
        insert new Contact(LastName = name);
        if (name == 'bad') { throw new QueryException('broken'); }
        System.enqueueJob(new Job());
        return [SELECT LastName, Account.Name FROM Contact WHERE LastName = :name];
      }
      public static void hidden() { }
      public class Job implements Queueable {
        public void execute(QueueableContext context) { insert new Contact(LastName = 'job', Description = String.valueOf(System.isQueueable())); }
      }
    }`,
  'Action.cls': `
    public class Action {
      public class Input { @InvocableVariable public Integer amount; }
      public class Output { @InvocableVariable public Integer doubled; }
      @InvocableMethod(label='Double') public static List<Output> run(List<Input> inputs) {
        List<Output> outputs = new List<Output>();
        for (Input input : inputs) { Output output = new Output(); output.doubled = input.amount * 2; outputs.add(output); }
        return outputs;
      }
    }`,
  'Resource.cls': `
    @RestResource(urlMapping='/things/*')
    global class Resource {
      @HttpGet global static String read() { return RestContext.request.requestURI + RestContext.request.params.get('q'); }
      @HttpPost global static void write() { RestContext.response.statusCode = 201; RestContext.response.responseBody = RestContext.request.requestBody; }
      @HttpDelete global static void remove() { Integer none = null; none++; }
    }`,
};

let apex: Apex;
let org: Org;
let userId: string;

beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'apex-project-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'src' }] }));
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(root, 'src', name), text);
  org = createOrg();
  userId = testUser(org);
  apex = openApex({ root, org });
  rmSync(root, { recursive: true });
});

afterAll(() => {
  apex.close();
});

const lastNames = () => org.database.rows('Contact').map((row) => row['LastName']);

describe('a controller', () => {
  const call = (methodName: string, params: Readonly<Record<string, unknown>>) =>
    apex.controller({ className: 'page', methodName, params, userId });

  it('takes JSON by name and shows what is @AuraEnabled', async () => {
    expect(await call('greet', { name: 'ab', times: 2 })).toEqual({ value: { text: 'abab' } });
  });

  it('shows the text of an AuraHandledException', async () => {
    expect(await call('greet', { times: 2 })).toMatchObject({ exception: { type: 'System.AuraHandledException', message: 'Whom?' } });
  });

  it('commits, and runs what it queued', async () => {
    expect(await call('save', { name: 'Vo' })).toMatchObject({ value: [{ LastName: 'Vo' }] });
    await apex.settled();
    expect(lastNames()).toEqual(['Vo', 'job']);
  });

  it('leaves nothing when it throws', async () => {
    expect(await call('save', { name: 'bad' })).toMatchObject({ exception: { type: 'System.QueryException', message: 'broken' } });
    expect(lastNames()).not.toContain('bad');
  });

  it.each(['hidden', 'nothing'])('is not %s', async (methodName) => {
    await expect(call(methodName, {})).rejects.toThrow(/is no @AuraEnabled method/);
  });
});

it('runs an action for several interviews', async () => {
  const inputs = [{ amount: 1 }, { amount: 21 }];
  expect(await apex.action({ className: 'Action', inputs, userId })).toEqual({ value: [{ doubled: 2 }, { doubled: 42 }] });
});

describe('Apex REST', () => {
  const call = (method: string, path: string, body = '') => apex.rest({ method, path, headers: {}, body: Buffer.from(body), userId });

  it('answers what the method returns, as JSON', async () => {
    const { status, body } = await call('GET', '/things/1?q=x');
    expect([status, body.toString()]).toEqual([200, '"/things/1x"']);
  });

  it('answers what the method put into the response', async () => {
    const { status, body } = await call('POST', '/things/1', 'text');
    expect([status, body.toString()]).toEqual([201, 'text']);
  });

  it.each([
    ['DELETE', '/things/1', 500, 'APEX_ERROR'],
    ['PUT', '/things/1', 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/nothing', 404, 'NOT_FOUND'],
  ])('answers %s %s with %d %s', async (method, path, status, errorCode) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body.toString())).toMatchObject([{ errorCode }]);
  });
});
