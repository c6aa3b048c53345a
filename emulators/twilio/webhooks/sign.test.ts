import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validateRequest } from 'twilio';
import { sign } from './sign.ts';

const token = '0123456789abcdef0123456789abcdef';
const crm = 'https://crm.example.test/callbacks/crm';
const list = { Location: 'GetCustomersList', PageSize: '30', Worker: 'ana@example.test' };

describe('a signature', () => {
  it.each([
    [crm, list, 'FpMnVvTnrLTs82Pf58BjfrGS4Hg='],
    [crm, { ...list, Anchor: '', NextPageToken: '', Query: '' }, 'n2hXZKafjSHzHH2WdE5aexT0aHU='],
    [
      'https://crm.example.test/callbacks/outgoing-conversation',
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
      'https://crm.example.test/callbacks/routing?t=acme',
      {
        ConversationSid: 'CH00000000000000000000000000000001',
        'MessagingBinding.Address': '+15550100111',
        'MessagingBinding.ProxyAddress': '+15550100999',
      },
      'md69ARGZiiw3ic+2L9tnfmQRLmU=',
    ],
  ])('of %s is the known one', (url, form, signature) => {
    expect(sign(token, url, form)).toBe(signature);
  });

  it('leaves the fragment out and takes each value of a repeated parameter once, sorted', () => {
    expect(sign(token, `${crm}#rc=3`, list)).toBe(sign(token, crm, list));
    expect(sign(token, crm, { MediaUrl: ['b', 'a', 'b'] })).toBe(sign(token, crm, { MediaUrl: ['a', 'b'] }));
    expect(validateRequest(token, sign(token, crm, { MediaUrl: ['b', 'a', 'b'] }), crm, { MediaUrl: ['b', 'a', 'b'] })).toBe(true);
  });

  it('is accepted by Twilio’s own check, whatever the parameters', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z.]{1,12}$/), fc.string({ unit: 'grapheme' })), (form) => {
        expect(validateRequest(token, sign(token, crm, form), crm, form)).toBe(true);
      }),
    );
  });
});
