import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrg, type Org } from '../org.ts';
import { startSalesforce, type SalesforceServer } from '../salesforce-server.ts';

let org: Org;
let server: SalesforceServer;
beforeAll(async () => {
  org = createOrg();
  server = await startSalesforce({ org });
});
afterAll(() => server.close());

const ask = (token: string, body: unknown) =>
  fetch(`${server.url}/services/apexrest/frontline/receipts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('receipts over Apex REST', () => {
  it('tells what became of each key, to a session', async () => {
    const { token } = org.sessions.open({ userId: '0055i0000000001AAA', clientId: 'test' });
    const message = { Frontline_Key__c: 'IM1', Frontline_Occurred_At__c: '2026-01-01T12:00:00.000+0000' };
    org.database.insert('Task', { ...message, Status: 'Completed', Priority: 'Normal' });
    const response = await ask(token, { keys: ['IM1', 'IM2'] });
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        receipts: { IM1: 'task', IM2: 'unknown' },
        traces: { IM1: { deliveryStatus: null, editedAt: null, deletedAt: null, failedKinds: [] } },
      },
    ]);
    expect((await ask(token, { keys: Array.from({ length: 201 }, String) })).status).toBe(400);
  });

  it('tells a stranger nothing', async () => {
    const response = await ask('stolen', { keys: ['IM1'] });
    expect([response.status, await response.json()]).toEqual([
      401,
      [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
    ]);
  });
});
