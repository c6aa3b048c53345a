import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localTime } from '../routing/local-time.ts';
import { quietGuard } from './quiet-guard.ts';
import { isQuiet, type QuietHours } from './quiet-hours.ts';
import { zonesOfNumber } from './zones-of-number.ts';

const NIGHT: QuietHours = { start: 21 * 60, end: 8 * 60, timeZone: 'Europe/Berlin' };
const business = { channel: 'sms', number: '+14155550100' } as const;
const objection = (number: string, at: string | Date, hours: QuietHours | undefined = NIGHT) =>
  quietGuard({ hours: { current: () => Promise.resolve(hours) }, clock: { now: () => new Date(at) } })({
    customer: { channel: 'sms', number },
    business,
    content: 'text',
    conversationSid: undefined,
  });

describe('quiet hours', () => {
  it.each([
    ['in the evening there', '+14155550132', '2026-11-22T05:00:00Z', 'It is 21:00 in America/Los_Angeles'],
    ['before the end there', '+14155550132', '2026-11-22T15:59:00Z', 'from 08:00 there (2026-11-22 16:00 UTC)'],
    [
      'at a number of Boston’s area code, before that of San Francisco',
      '+16175550132',
      '2026-11-22T02:00:00Z',
      'from 08:00 there (2026-11-22 13:00 UTC)',
    ],
    ['in one of the zones of an area code that has two', '+12085550132', '2026-11-22T04:30:00Z', 'in America/Boise'],
    ['at a number of no country, by the admin’s own zone', '+883510012345', '2026-11-22T20:30:00Z', 'It is 21:30 in Europe/Berlin'],
    ['through the hour that summer time takes', '+4915112345678', '2027-03-28T00:30:00Z', 'from 08:00 there (2027-03-28 06:00 UTC)'],
  ])('keep a message back %s', async (_when, number, at, words) => {
    const kept = await objection(number, at);
    expect(kept?.code).toBe('quiet_hours');
    expect(kept?.message).toContain(words);
  });

  it.each([
    ['+14155550132', '2026-11-22T04:59:00Z'],
    ['+14155550132', '2026-11-22T16:00:00Z'],
    ['+4915112345678', '2026-11-22T12:00:00Z'],
  ])('let %s have one at %s', async (number, at) => {
    expect(await objection(number, at)).toBeUndefined();
  });

  it('are none where the admin wants none', async () => {
    expect(
      await quietGuard({ hours: { current: () => Promise.resolve(undefined) }, clock: { now: () => new Date() } })({
        customer: { channel: 'sms', number: '+14155550132' },
        business,
        content: 'text',
        conversationSid: undefined,
      }),
    ).toBeUndefined();
  });

  it('say a moment at which it is quiet nowhere', async () => {
    const minutes = fc.integer({ min: 0, max: 1_439 });
    const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    const numbers = fc.constantFrom('+14155550132', '+12085550132', '+61412345678', '+5511987654321', '+919812345678', '+883510012345');
    await fc.assert(
      fc.asyncProperty(minutes, minutes, moments, numbers, async (start, end, at, number) => {
        fc.pre(start !== end);
        const hours = { ...NIGHT, start, end };
        const zones = zonesOfNumber(number).length > 0 ? zonesOfNumber(number) : [hours.timeZone];
        const kept = await objection(number, at, hours);
        expect(kept !== undefined).toBe(zones.some((zone) => isQuiet(hours, localTime(at, zone).minutes)));
        const [, when] = /\((\d{4}-\d\d-\d\d \d\d:\d\d) UTC\)/.exec(kept?.message ?? '') ?? [];
        if (when === undefined) return;
        const free = new Date(`${when.replace(' ', 'T')}:00Z`);
        expect(free.getTime()).toBeGreaterThan(at.getTime());
        expect(zones.filter((zone) => isQuiet(hours, localTime(free, zone).minutes))).toEqual([]);
      }),
    );
  });

  it('know where North American area codes are, and countries elsewhere', () => {
    expect(zonesOfNumber('+12125550132')).toEqual(['America/New_York']);
    expect(zonesOfNumber('+4915112345678')).toContain('Europe/Berlin');
    // Whoever has a toll-free number may be anywhere in the country.
    expect(zonesOfNumber('+18005550132')).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu']));
    expect(zonesOfNumber('+883510012345')).toEqual([]);
  });
});
