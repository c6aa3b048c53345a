import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { look } from '../journey/look.ts';
import { DEMO_CUSTOMERS, DEMO_GATEWAY_TOKEN } from '../stack/demo-account.ts';
import type { GatewayProcess } from '../stack/gateway-process.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { postSigned } from '../stack/post-signed.ts';
import { runCli } from '../stack/run-cli.ts';
import { waitUntil } from '../stack/wait-until.ts';

let stack: LocalStack;
let gateway: GatewayProcess;
beforeAll(async () => {
  stack = await startLocalStack({ env: { RETRY_BASE_MS: '1', WORK_POLL_MS: '20', PUBLISH_LINGER_MS: '1', CACHE_TTL_MS: '1' } });
  gateway = stack.startGateway();
  await gateway.listening();
});
afterAll(() => stack.close());

const { mara } = DEMO_CUSTOMERS;
const SECRET = 'my card is 4000 0000 0000 0002';
const frontline = (...args: string[]) =>
  runCli(args, { GATEWAY_TOKEN: DEMO_GATEWAY_TOKEN, FRONTLINE_URL: stack.gatewayUrl, FRONTLINE_OPERATOR: 'test@desk' });
const answerOf = async <T>(...args: string[]): Promise<T> => JSON.parse((await frontline(...args, '--json')).output) as T;
interface Letters {
  readonly letters: readonly { readonly id: string; readonly reason: string; readonly attempts: number }[];
}

/** A message of Mara's whose webhook the test hands over itself. */
async function messageOfMara(body: string) {
  stack.twilio.webhooks.postWebhookUrl = null;
  const taken = await stack.twilio.phones.text({ from: mara.number, body });
  if (!taken.taken) throw new Error(taken.reason);
  const { conversationSid, messageSid } = taken;
  const params = { EventType: 'onMessageAdded', AccountSid: stack.twilio.account.accountSid, ConversationSid: conversationSid };
  return { messageSid, params: { ...params, MessageSid: messageSid, Index: '0', Author: mara.number, Body: body, Source: 'SMS' } };
}
const accept = async (params: Record<string, string>) => {
  expect((await postSigned(stack, '/callbacks/twilio-conversations', params)).status).toBe(200);
};

describe('the command line', () => {
  it('says that all is well, and how it knows', async () => {
    const healthy = await waitUntil('all to be well', async () => {
      const run = await frontline('status', '--check');
      return run.code === 0 ? run : undefined;
    });
    expect(healthy).toMatchObject({ code: 0, errors: '' });
    expect(healthy.output).toContain('All is well.');
    expect(healthy.output).toMatch(/trigger +up +FrontlineActivityTrigger is Running/);
  });

  it('ends with 2 without a token, with 1 with a wrong one, with 3 where nobody answers', async () => {
    expect(await runCli(['status'], {})).toMatchObject({ code: 2, errors: expect.stringContaining('No token') as unknown });
    const file = join(stack.dataDir, 'wrong-token');
    await writeFile(file, 'wrong\n');
    const wrong = await frontline('status', '--token-file', file);
    expect(wrong).toMatchObject({ code: 1, errors: expect.stringContaining('refuses this token') as unknown });
    const nowhere = await frontline('status', '--url', stack.salesforce.url.replace(/\d+$/, '9'));
    expect(nowhere).toMatchObject({ code: 3, errors: expect.stringContaining('No gateway answers') as unknown });
    expect(await frontline('stats')).toMatchObject({ code: 2, errors: expect.stringContaining('unknown command') as unknown });
  });

  it('explains a gateway that has no token at all, whose log says why', async () => {
    const tokenless = stack.startGateway({
      GATEWAY_TOKEN: '',
      GATEWAY_TOKN: 'misspelt',
      PORT: '0',
      DATA_DIR: join(stack.dataDir, 'tokenless'),
    });
    const url = `http://127.0.0.1:${await tokenless.listening()}`;
    const run = await frontline('status', '--url', url);
    expect(run).toMatchObject({ code: 1, errors: expect.stringContaining('set GATEWAY_TOKEN and restart it') as unknown });
    expect(tokenless.lines).toContainEqual(expect.objectContaining({ level: 'warn', variable: 'GATEWAY_TOKN', nearest: 'GATEWAY_TOKEN' }));
    expect(JSON.stringify(tokenless.lines)).not.toContain('misspelt');
    await tokenless.stop();
  });
});

describe('a poisoned webhook', () => {
  it('is accepted, shown with its reason, read by a named person, and discarded', async () => {
    const { params } = await messageOfMara(SECRET);
    await accept({ ...params, MessageSid: 'IM-broken' });
    expect(await frontline('status', '--check')).toMatchObject({ code: 1, output: expect.stringContaining('One dead letter') as unknown });

    const { letters } = await answerOf<Letters>('dead-letters', 'list');
    expect(letters).toMatchObject([{ reason: 'The webhook does not parse: missing or malformed MessageSid.' }]);
    const [{ id } = { id: '' }] = letters;
    expect((await frontline('dead-letters', 'show', id)).output).not.toContain(SECRET);
    expect((await frontline('dead-letters', 'show', id, '--payload')).output).toContain(SECRET);

    expect(await frontline('dead-letters', 'discard', id)).toMatchObject({ code: 2, errors: expect.stringContaining('--yes') as unknown });
    expect(await frontline('dead-letters', 'discard', id, '--yes')).toMatchObject({ code: 0 });
    expect(await frontline('dead-letters', 'discard', id, '--yes')).toMatchObject({ code: 1 });
    expect((await frontline('dead-letters', 'list')).output).toBe('No dead letters.\n');
    expect(JSON.stringify(gateway.lines)).not.toContain(SECRET);
  }, 60_000);

  it('is replayed when its cause is mended, and ends as a Task', async () => {
    const { database } = stack.salesforce.org;
    const contact = database.rows('Contact').find(({ Name }) => Name === mara.name);
    if (!contact) throw new Error('the demo org has no Mara');
    // A Contact without an owner does not exist: nothing that the gateway could have foreseen.
    database.store('Contact', { ...contact, OwnerId: null });
    const { messageSid, params } = await messageOfMara('are my papers ready?');
    await accept(params);
    const { id } = await waitUntil('the dead letter', async () => {
      const { letters } = await answerOf<Letters>('dead-letters', 'list');
      return letters[0];
    });

    database.store('Contact', contact);
    expect(await frontline('dead-letters', 'replay', '--kind', 'onMessageAdded')).toMatchObject({
      code: 0,
      output: 'Replayed 1 of 1 dead letter.\n',
    });
    const task = await look(stack).task(messageSid);
    expect(task).toMatchObject({ Description: 'are my papers ready?', OwnerId: contact.OwnerId });
    expect((await answerOf<Letters>('dead-letters', 'list')).letters).toEqual([]);
    expect((await frontline('audit')).output).toMatch(new RegExp(`replay {2}by test@desk\n {2}${id}`));
  }, 60_000);
});

describe('a customer who asks to be forgotten', () => {
  it('is erased, and the page says what was not reached', async () => {
    const run = await frontline('purge', '--address', mara.number, '--yes');
    expect(run).toMatchObject({ code: 0, output: expect.stringContaining('Twilio, message logs') as unknown });
    const audit = await frontline('audit');
    expect(audit.output).toContain('address +***32');
    expect(audit.output).not.toContain(mara.number);
  });
});

describe('a trigger that an admin has suspended', () => {
  it('is a problem in status, and makes health red', async () => {
    stack.salesforce.activityTrigger.suspend();
    const again = stack.startGateway({ PORT: '0', DATA_DIR: join(stack.dataDir, 'again') });
    const url = `http://127.0.0.1:${await again.listening()}`;
    const run = await frontline('status', '--check', '--url', url);
    expect(run).toMatchObject({ code: 1, output: expect.stringContaining('FrontlineActivityTrigger is Suspended') as unknown });
    expect((await fetch(`${url}/statusz`)).status).toBe(503);
    stack.salesforce.activityTrigger.resume();
    await again.stop();
  });
});

describe('the example alerts', () => {
  it('rest on metrics that the gateway has', async () => {
    const rules = await readFile(new URL('../../docs/alerts.yml', import.meta.url), 'utf8');
    const named = [...rules.matchAll(/\bfrontline_\w+/g)].map(([name]) => name.replace(/_(?:bucket|count)$/, ''));
    const metrics = await (await fetch(`${stack.gatewayUrl}/metrics`)).text();
    const known = [...metrics.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(known).toEqual(expect.arrayContaining(named));
  });
});
