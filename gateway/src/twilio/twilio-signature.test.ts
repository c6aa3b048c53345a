import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isSignedByTwilio } from './twilio-signature.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210';
const verify = isSignedByTwilio({ authTokens: [TOKEN], publicUrls: ['https://crm.example.test'] });

const list = { Location: 'GetCustomersList', PageSize: '30', Worker: 'ana@example.test' };

function sign(url: string, params: Record<string, string | string[]>, token = TOKEN): string {
  const text = Object.keys(params)
    .sort()
    .flatMap((name) => [...new Set([params[name] ?? []].flat())].sort().map((value) => name + value))
    .join('');
  return createHmac('sha1', token)
    .update(url + text)
    .digest('base64');
}

describe('isSignedByTwilio', () => {
  it.each([
    ['/callbacks/crm', list, 'FpMnVvTnrLTs82Pf58BjfrGS4Hg='],
    ['/callbacks/crm', { ...list, Anchor: '', NextPageToken: '', Query: '' }, 'n2hXZKafjSHzHH2WdE5aexT0aHU='],
    [
      '/callbacks/outgoing-conversation',
      {
        Location: 'GetProxyAddress',
        Worker: 'ana@example.test',
        CustomerId: '003A1',
        ChannelType: 'whatsapp',
        ChannelValue: 'whatsapp:+15550100111',
      },
      'vfV0nm9pyZ/+gMOdCFkNT6QA47Q=',
    ],
    [
      '/callbacks/routing?t=acme',
      {
        ConversationSid: 'CH00000000000000000000000000000001',
        'MessagingBinding.Address': '+15550100111',
        'MessagingBinding.ProxyAddress': '+15550100999',
      },
      'md69ARGZiiw3ic+2L9tnfmQRLmU=',
    ],
  ])('accepts the known signature of %s', (pathAndQuery, params, signature) => {
    expect(verify({ signature, pathAndQuery, params })).toBe(true);
  });

  it('refuses a request whose signature, path or parameter differs by one character', () => {
    const request = { signature: 'FpMnVvTnrLTs82Pf58BjfrGS4Hg=', pathAndQuery: '/callbacks/crm', params: list };
    expect(verify(request)).toBe(true);
    expect(verify({ ...request, signature: 'FpMnVvTnrLTs82Pf58BjfrGS4Hh=' })).toBe(false);
    expect(verify({ ...request, pathAndQuery: '/callbacks/crn' })).toBe(false);
    expect(verify({ ...request, params: { ...list, PageSize: '31' } })).toBe(false);
    expect(verify({ ...request, params: { ...list, Extra: '' } })).toBe(false);
  });

  it('refuses a missing or empty signature and a request target that is no path', () => {
    expect(verify({ signature: undefined, pathAndQuery: '/callbacks/crm', params: list })).toBe(false);
    expect(verify({ signature: '', pathAndQuery: '/callbacks/crm', params: list })).toBe(false);
    expect(verify({ signature: sign('https://crm.example.test@evil.test/', list), pathAndQuery: '@evil.test/', params: list })).toBe(false);
  });

  it.each(['https://crm.example.test:443/callbacks/crm', 'https://crm.example.test/callbacks/crm'])(
    'accepts %s, port named or not',
    (url) => {
      expect(verify({ signature: sign(url, list), pathAndQuery: '/callbacks/crm', params: list })).toBe(true);
    },
  );

  it('accepts a public URL with a port of its own, signed with or without it', () => {
    const onPort = isSignedByTwilio({ authTokens: [TOKEN], publicUrls: ['https://crm.example.test:8443'] });
    for (const url of ['https://crm.example.test:8443/x', 'https://crm.example.test/x']) {
      expect(onPort({ signature: sign(url, list), pathAndQuery: '/x', params: list })).toBe(true);
    }
    expect(onPort({ signature: sign('https://crm.example.test:9443/x', list), pathAndQuery: '/x', params: list })).toBe(false);
  });

  it('accepts either token during a rotation, and any configured base URL', () => {
    const rotating = isSignedByTwilio({
      authTokens: [TOKEN, OTHER_TOKEN],
      publicUrls: ['https://old.example.test', 'https://new.example.test/base'],
    });
    const signature = sign('https://new.example.test/base/callbacks/crm', list, OTHER_TOKEN);
    expect(rotating({ signature, pathAndQuery: '/callbacks/crm', params: list })).toBe(true);
    expect(
      verify({
        signature: sign('https://crm.example.test/callbacks/crm', list, OTHER_TOKEN),
        pathAndQuery: '/callbacks/crm',
        params: list,
      }),
    ).toBe(false);
  });

  it('reads repeated parameters as Twilio signs them: sorted, without repeats', () => {
    const params = { Filters: ['b', 'a', 'b'], Name: 'é+ ' };
    const signature = sign('https://crm.example.test/x?a=1&b=%20c', params);
    expect(verify({ signature, pathAndQuery: '/x?a=1&b=%20c', params })).toBe(true);
    expect(verify({ signature, pathAndQuery: '/x?a=1&b=%20c', params: { ...params, Filters: ['a'] } })).toBe(false);
  });
});
