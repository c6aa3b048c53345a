import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { actingUserHeaders, signedText } from './acting-user.ts';
import { bulkSendRequest, bulkSendResponse, MAX_MESSAGES, MAX_TEXT_LENGTH, sendRequest, sendResult } from './send-contract.ts';

const apex = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../../force-app/main/sending/classes/${name}.cls`), 'utf8');
const fieldsOf = (source: string): string[] =>
  [...source.matchAll(/@AuraEnabled[^;]*?public (?:Id|String) (\w+)(?: \{ get; set; \})?;?/g)].map(([, name = '']) => name);

const message = { clientKey: '5c9a1f0e-6d1b-4a52-9b1e-0f6b1f6f9a10', recordId: '003000000000001AAA', channel: 'sms', text: 'Hello' };

describe('the contract about sending', () => {
  it('takes a text or a template, not both and not neither', () => {
    const { text, ...rest } = message;
    expect(sendRequest.safeParse(message).success).toBe(true);
    expect(sendRequest.safeParse({ ...rest, template: 'Next_Step' }).success).toBe(true);
    expect(sendRequest.safeParse({ ...rest, text, template: 'Next_Step' }).success).toBe(false);
    expect(sendRequest.safeParse(rest).success).toBe(false);
  });

  it.each([
    ['an Account', { recordId: '001000000000001AAA' }],
    ['another channel', { channel: 'fax' }],
    ['a text that is too long', { text: 'a'.repeat(MAX_TEXT_LENGTH + 1) }],
    ['a number that is not E.164', { toNumber: '415 555 0111' }],
    ['a short client key', { clientKey: 'x' }],
    ['a field it does not know', { body: 'Hello' }],
  ])('refuses %s', (_what, change) => {
    expect(sendRequest.safeParse({ ...message, ...change }).success).toBe(false);
  });

  it('takes one to two hundred messages at once, and fits them into a body of 1 MB', () => {
    // A unit of UTF-16 is three bytes of UTF-8 at most.
    const longest = { ...message, text: '\u20ac'.repeat(MAX_TEXT_LENGTH), toNumber: '+14155550111', fromNumber: '+14155550100' };
    const full = { messages: Array.from({ length: MAX_MESSAGES }, () => longest) };
    expect(bulkSendRequest.safeParse(full).success).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(full))).toBeLessThan(1024 * 1024);
    expect(bulkSendRequest.safeParse({ messages: [...full.messages, longest] }).success).toBe(false);
    expect(bulkSendRequest.safeParse({ messages: [] }).success).toBe(false);
  });

  it('says of each message what became of it', () => {
    const sent = {
      status: 'sent',
      clientKey: message.clientKey,
      conversationSid: `CH${'0'.repeat(32)}`,
      messageSid: `IM${'0'.repeat(32)}`,
    };
    const refused = { status: 'refused', clientKey: message.clientKey, code: 'opted_out', message: 'The customer opted out.' };
    const results = [sent, refused, { status: 'accepted', clientKey: message.clientKey }];
    expect(bulkSendResponse.safeParse({ results }).success).toBe(true);
    expect(sendResult.safeParse({ ...refused, code: 'because' }).success).toBe(false);
    expect(sendResult.safeParse({ status: 'sent', clientKey: message.clientKey }).success).toBe(false);
  });
});

describe('the two sides of the contract', () => {
  it('have the same fields of a message', () => {
    expect(fieldsOf(apex('FrontlineMessage')).sort()).toEqual(Object.keys(sendRequest.shape).sort());
  });

  it('have the same fields of a result', () => {
    const fields = new Set(sendResult.options.flatMap((option) => Object.keys(option.shape)));
    expect(fieldsOf(apex('FrontlineSendResult')).sort()).toEqual([...fields].sort());
  });

  it('have the same limits', () => {
    expect(apex('FrontlineMessage')).toContain(`MAX_TEXT_LENGTH = ${String(MAX_TEXT_LENGTH)};`);
    expect(apex('FrontlineSender')).toContain(`MAX_MESSAGES = ${String(MAX_MESSAGES)};`);
  });

  it('sign the same text with the same headers', () => {
    const source = apex('FrontlineGatewaySignature');
    const names = [...source.matchAll(/setHeader\('(X-Frontline-\w+)'/g)].map(([, name = '']) => name.toLowerCase());
    expect(names.sort()).toEqual(Object.keys(actingUserHeaders.shape).sort());
    expect(source).toContain('{ VERSION, seconds, organization, user, request.getMethod(), path, bodyHash }');
    expect(source).toContain("String.join(parts, '.')");
  });
});

describe('who acts', () => {
  it('is signed as the formula in Salesforce does', () => {
    const bodyHash = createHash('sha256').update('{}').digest('hex');
    const headers = {
      'x-frontline-org': '00D000000000001AAA',
      'x-frontline-user': '005000000000001AAA',
      'x-frontline-time': '1795254000',
      'x-frontline-signature': '0'.repeat(64),
    };
    const text = signedText({ headers, method: 'POST', path: '/salesforce/v1/messages', bodyHash });
    expect(text).toBe(`v1.1795254000.00D000000000001AAA.005000000000001AAA.POST./salesforce/v1/messages.${bodyHash}`);
    const signature = createHmac('sha256', 'a signing key').update(text).digest('hex');
    expect(actingUserHeaders.safeParse({ ...headers, 'x-frontline-signature': signature }).success).toBe(true);
    expect(actingUserHeaders.safeParse({ ...headers, 'x-frontline-user': 'ana' }).success).toBe(false);
  });
});
