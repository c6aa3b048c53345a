import { describe, expect, it } from '@jest/globals';
import { decideCase, DESK, rule, type RoutingCase } from '../testing/routing-case.ts';

describe('the conditions of a rule', () => {
  it.each<[situation: string, facts: RoutingCase, who: string | undefined, explanation: RegExp]>([
    [
      'the channel',
      { rules: [rule({ channel: 'whatsapp' }), DESK] },
      'desk@x',
      /1\. The rule: does not hold, because it is for WhatsApp only/,
    ],
    [
      'the channel, as it should be',
      { rules: [rule({ channel: 'whatsapp' })], from: 'whatsapp:+14155550132', to: 'whatsapp:+14155550100' },
      'ana@x',
      /WhatsApp from \+1 415 555 0132 to \+14155550100, 2026-11-20 17:00 UTC/,
    ],
    [
      'another business number',
      { rules: [rule({ businessNumber: '+14155550999' })] },
      'desk@x',
      /it is for messages to \+14155550999 only/,
    ],
    ['the business number', { rules: [rule({ businessNumber: '+14155550100' })] }, 'ana@x', /named by the rule/],
    ['known customers only', { rules: [rule({ customer: 'known' })] }, 'desk@x', /it is for known customers only/],
    ['unknown numbers only', { rules: [rule({ customer: 'unknown' })], owner: 'ana@x' }, 'desk@x', /it is for unknown numbers only/],
    [
      'an unknown number, as it should be',
      { rules: [rule({ customer: 'unknown' })] },
      'ana@x',
      /Customer: unknown\. No record has the number\./,
    ],
    ['Leads only', { rules: [rule({ customer: 'lead' })], owner: 'ana@x' }, 'desk@x', /it is for leads only/],
    [
      'Leads, as it should be',
      { rules: [rule({ customer: 'lead' })], owner: 'ben@x', kind: 'lead' },
      'ana@x',
      /Customer: the Lead Mara Quist, owner ben@x/,
    ],
    ["one owner's records", { rules: [rule({ owner: 'B-17' })], owner: 'ben@x' }, 'ana@x', /named by the rule/],
    ["another owner's records", { rules: [rule({ owner: 'B-17' })], owner: 'ana@x' }, 'desk@x', /it is for records of B-17 only/],
    ["an owner's records, of an unknown number", { rules: [rule({ owner: 'B-17' })] }, 'desk@x', /and the number is unknown/],
    [
      'records of an owner who does not exist',
      { rules: [rule({ owner: 'zoe@x' })], owner: 'ana@x' },
      'desk@x',
      /and there is no such user/,
    ],
    ['a country', { rules: [rule({ countryPrefixes: ['+44', '+353'] })], from: '+447911123456' }, 'ana@x', /named by the rule/],
    ['another country', { rules: [rule({ countryPrefixes: ['+44', '+353'] })] }, 'desk@x', /numbers that begin with \+44 or \+353 only/],
    ['open hours', { rules: [rule({ hours: { name: 'office', isOutside: false } })] }, 'ana@x', /named by the rule/],
    [
      'hours that are over',
      { rules: [rule({ hours: { name: 'Office', isOutside: false } })], at: '2026-11-20T22:00:00Z' },
      'desk@x',
      /it is for the time of "Office", and it is Friday 17:00 in America\/New_York, and that day has 09:00 to 17:00/,
    ],
    [
      'a day without hours',
      { rules: [rule({ hours: { name: 'Office', isOutside: false } })], at: '2026-11-21T17:00:00Z' },
      'desk@x',
      /Saturday 12:00 in America\/New_York, a day without hours/,
    ],
    [
      'a holiday',
      { rules: [rule({ hours: { name: 'Office', isOutside: false } })], at: '2026-11-26T17:00:00Z' },
      'desk@x',
      /it is the holiday Thanksgiving/,
    ],
    [
      'a holiday that is not of these hours',
      { rules: [rule({ hours: { name: 'Office', isOutside: false, holidays: ['Boxing Day'] } })], at: '2026-11-26T17:00:00Z' },
      'ana@x',
      /named/,
    ],
    [
      'a holiday that has not begun',
      { rules: [rule({ hours: { name: 'Office', isOutside: false } })], at: '2026-11-27T17:59:00Z' },
      'ana@x',
      /named/,
    ],
    [
      'a holiday that has',
      { rules: [rule({ hours: { name: 'Office', isOutside: false } })], at: '2026-11-27T18:00:00Z' },
      'desk@x',
      /the holiday Trading Day/,
    ],
    [
      'outside of hours',
      { rules: [rule({ hours: { name: 'Office', isOutside: true } })], at: '2026-11-21T17:00:00Z' },
      'ana@x',
      /named by the rule/,
    ],
    [
      'outside of hours that are open',
      { rules: [rule({ hours: { name: 'Office', isOutside: true } })] },
      'desk@x',
      /it is for the time outside of "Office", and it is Friday 12:00/,
    ],
    [
      'hours that do not exist',
      { rules: [rule({ hours: { name: 'Nights', isOutside: true } })] },
      'desk@x',
      /there are no active Business Hours called "Nights"/,
    ],
    [
      'hours that are not active',
      { rules: [rule({ hours: { name: 'Retired', isOutside: false } })] },
      'desk@x',
      /no active Business Hours called "Retired"/,
    ],
  ])('%s', async (_situation, facts, who, explanation) => {
    const decided = await decideCase(facts);
    expect(decided.who).toBe(who);
    expect(decided.text).toMatch(explanation);
    expect(decided.text).not.toMatch(/Secret Twin|003B|undefined/);
  });
});
