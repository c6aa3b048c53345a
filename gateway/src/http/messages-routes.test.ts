import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { systemClock } from '../clock.ts';
import { createLog } from '../log.ts';
import type { SendAsk } from '../sending/ask-send.ts';
import { verifyActingUser } from '../sending/verify-acting-user.ts';
import { requireActingUser } from './acting-user.ts';
import { errorHandler } from './error-handler.ts';
import { listen, type Listening } from './listen.ts';
import { messagesRoutes } from './messages-routes.ts';

const KEY = 'the signing key of the org';
const ORG = '00D000000000001AAA';
const USER = '005000000000001AAA';
const message = { clientKey: '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10', recordId: '003000000000001AAA', channel: 'sms', text: 'Hello' };

const asked: SendAsk[] = [];
let server: Listening;
beforeAll(async () => {
  const verify = verifyActingUser({ signingKeys: [KEY], organizationId: undefined, clock: systemClock });
  const ask = (one: SendAsk) => {
    asked.push(one);
    return Promise.resolve(one.requests.map(({ clientKey }) => ({ status: 'accepted' as const, clientKey })));
  };
  const app = express()
    .use('/salesforce/v1/messages', messagesRoutes({ ask, requireUser: requireActingUser(verify) }))
    .use(errorHandler({ log: createLog({ level: 'silent' }) }));
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close(1_000));
beforeEach(() => void asked.splice(0));

/** @param signedBody what the signature is over, where that is not what is sent */
async function post(path: string, body: string, signedBody = body) {
  const seconds = String(Math.floor(Date.now() / 1_000));
  const target = `/salesforce/v1/messages${path}`;
  const hash = createHash('sha256').update(signedBody).digest('hex');
  const text = ['v1', seconds, ORG, USER, 'POST', target.split('?')[0], hash].join('.');
  return fetch(`http://127.0.0.1:${server.port}${target}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Frontline-Org': ORG,
      'X-Frontline-User': USER,
      'X-Frontline-Time': seconds,
      'X-Frontline-Signature': createHmac('sha256', KEY).update(text).digest('hex').toUpperCase(),
    },
    body,
  });
}

describe('messages from Salesforce on the web', () => {
  it('are taken for the user for whom they are signed, over the bytes as they came', async () => {
    const odd = `\n{ "text": "Gr\u00fc\u00dfe {!$Credential} \u{1f44b}",  ${JSON.stringify({ ...message, text: undefined }).slice(1)}\n`;
    const response = await post('', odd);
    expect([response.status, await response.json()]).toEqual([200, { status: 'accepted', clientKey: message.clientKey }]);
    expect(asked).toMatchObject([{ userId: USER, by: 'person', requests: [{ text: 'Gr\u00fc\u00dfe {!$Credential} \u{1f44b}' }] }]);
    expect((await post('?debug=1', JSON.stringify(message))).status).toBe(200);
  });

  it('come in bulk, an answer for each', async () => {
    const messages = [message, { ...message, clientKey: `${message.clientKey}-2` }];
    const response = await post('/bulk', JSON.stringify({ messages }));
    expect(await response.json()).toEqual({ results: messages.map(({ clientKey }) => ({ status: 'accepted', clientKey })) });
    expect(asked).toMatchObject([{ by: 'flow', requests: messages }]);
  });

  it.each([
    ['a byte that was changed', '', JSON.stringify(message), 401, JSON.stringify({ ...message, text: 'hello' })],
    ['another path', '/bulk/../', JSON.stringify(message), 401, 'x'],
    ['no message', '', '{}', 400, undefined],
    ['an unknown field', '', JSON.stringify({ ...message, body: 'x' }), 400, undefined],
    ['no JSON', '', '{', 400, undefined],
    ['a body above 1 MB', '', JSON.stringify({ ...message, text: 'a'.repeat(1_100_000) }), 413, undefined],
  ])('are refused for %s', async (_what, path, body, status, signedBody) => {
    expect((await post(path, body, signedBody)).status).toBe(status);
    expect(asked).toEqual([]);
  });
});
