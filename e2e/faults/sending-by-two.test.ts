import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPostgres } from '../../gateway/src/store/testing/find-postgres.ts';
import { sharedPostgres } from '../../gateway/src/store/testing/shared-postgres.ts';
import { look } from '../journey/look.ts';
import { askAsUser } from '../stack/ask-as-user.ts';
import { DEMO_CUSTOMERS, DEMO_WORKERS } from '../stack/demo-account.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';
import { waitUntil } from '../stack/wait-until.ts';

const { nils } = DEMO_CUSTOMERS;
const onTwo = findPostgres() === undefined ? describe.skip : describe;

onTwo('two gateways on one PostgreSQL', () => {
  let stack: LocalStack;
  let urls: readonly string[];
  beforeAll(async () => {
    stack = await startLocalStack();
    const env = { DATABASE_URL: await sharedPostgres.createDatabase() };
    const first = stack.startGateway(env);
    await first.listening();
    const second = stack.startGateway({ ...env, PORT: '0' });
    urls = [stack.gatewayUrl, `http://127.0.0.1:${await second.listening()}`];
  }, 60_000);
  afterAll(() => stack.close());

  const message = (text: string) => ({
    clientKey: randomUUID(),
    recordId: String(look(stack).contact(nils.name).Id),
    channel: 'sms',
    text,
  });
  const ask = (gatewayUrl: string, body: object) => {
    const userId = String(look(stack).user(DEMO_WORKERS.ben).Id);
    return askAsUser({ gatewayUrl, path: 'messages', body, organizationId: stack.salesforce.org.id, userId });
  };

  it('send a message once that both are asked for at the same moment, and answer alike', async () => {
    const one = message('Once');
    const [here, there] = await Promise.all(urls.map((url) => ask(url, one)));
    expect(here?.body).toMatchObject({ status: 'sent' });
    expect(there).toEqual(here);
    const task = await look(stack).task(String(here?.body.messageSid), ({ Description }) => Description !== undefined);
    expect(task).toMatchObject({ Description: 'Once' });
    const phone = stack.twilio.phones.inbox(nils.number);
    expect(phone.filter(({ direction, body }) => direction === 'received' && body === 'Once')).toHaveLength(1);
  }, 60_000);

  it('know at once of a STOP that the other one heard, whatever they remember of the org', async () => {
    for (const url of urls) expect((await ask(url, message('Still wanted'))).body).toMatchObject({ status: 'sent' });
    await stack.twilio.phones.text({ from: nils.number, body: 'STOP' });
    await waitUntil('the consent', () =>
      stack.salesforce.org.database.rows('Frontline_Consent__c').find(({ Status__c }) => Status__c === 'opted-out'),
    );
    for (const url of urls) expect((await ask(url, message('No'))).body).toMatchObject({ status: 'refused', code: 'opted_out' });
  }, 60_000);
});
