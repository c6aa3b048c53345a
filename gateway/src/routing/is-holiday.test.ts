import { describe, expect, it } from '@jest/globals';
import { openState } from './business-hours.ts';
import { isHoliday, type Holiday, type Recurrence } from './is-holiday.ts';
import { localTime } from './local-time.ts';

const on = (instant: string, holiday: Holiday) => isHoliday(holiday, localTime(new Date(instant), 'UTC'));
const recurring = (recurrence: Omit<Recurrence, 'start'>): Holiday => ({ name: 'H', recurrence: { start: '2020-01-01', ...recurrence } });

describe('isHoliday', () => {
  it.each<[string, Holiday, yes: string, no: string]>([
    ['a day', { name: 'H', day: '2026-12-25' }, '2026-12-25', '2027-12-25'],
    ['every 3 days', recurring({ type: 'RecursDaily', interval: 3 }), '2020-01-04', '2020-01-05'],
    ['weekdays', recurring({ type: 'RecursEveryWeekday' }), '2026-11-20', '2026-11-21'],
    ['Mondays and Wednesdays', recurring({ type: 'RecursWeekly', dayOfWeekMask: 2 | 8 }), '2026-11-18', '2026-11-19'],
    ['every second Monday', recurring({ type: 'RecursWeekly', interval: 2, dayOfWeekMask: 2 }), '2020-01-13', '2020-01-06'],
    ['the 13th', recurring({ type: 'RecursMonthly', dayOfMonth: 13 }), '2026-02-13', '2026-02-14'],
    ['the 13th of every third month', recurring({ type: 'RecursMonthly', interval: 3, dayOfMonth: 13 }), '2026-04-13', '2026-05-13'],
    ['the second Monday', recurring({ type: 'RecursMonthlyNth', instance: 'Second', dayOfWeekMask: 2 }), '2026-11-09', '2026-11-02'],
    ['the last Friday', recurring({ type: 'RecursMonthlyNth', instance: 'Last', dayOfWeekMask: 32 }), '2026-11-27', '2026-11-20'],
    ['4 July', recurring({ type: 'RecursYearly', monthOfYear: 7, dayOfMonth: 4 }), '2027-07-04', '2027-08-04'],
    [
      'Thanksgiving',
      recurring({ type: 'RecursYearlyNth', monthOfYear: 11, instance: 'Fourth', dayOfWeekMask: 16 }),
      '2026-11-26',
      '2026-11-19',
    ],
    [
      'the last day of February',
      recurring({ type: 'RecursYearlyNth', monthOfYear: 2, instance: 'Last', dayOfWeekMask: 127 }),
      '2028-02-29',
      '2028-02-28',
    ],
    ['from its first day', recurring({ type: 'RecursDaily' }), '2020-01-01', '2019-12-31'],
    ['until its last day', recurring({ type: 'RecursDaily', end: '2020-12-31' }), '2020-12-31', '2021-01-01'],
    ['without any days', recurring({ type: 'RecursWeekly', dayOfWeekMask: 127 }), '2026-11-20', '2019-11-20'],
  ])('%s', (_what, holiday, yes, no) => {
    expect(on(`${yes}T12:00:00Z`, holiday)).toBe(true);
    expect(on(`${no}T12:00:00Z`, holiday)).toBe(false);
  });

  it('lasts its minutes, the first in and the last out', () => {
    const afternoon = { name: 'H', day: '2026-12-24', period: { from: 720, to: 1_080 } };
    expect(['11:59', '12:00', '17:59', '18:00'].map((time) => on(`2026-12-24T${time}:00Z`, afternoon))).toEqual([false, true, true, false]);
  });
});

describe('openState', () => {
  const all = { from: 0, to: 1_440 };
  const hours = { name: 'H', isActive: true, timeZone: 'America/New_York', days: [undefined, all, undefined, { from: 540, to: 1_020 }] };
  const isOpen = (at: string) => openState({ hours, holidays: [] }, { at: new Date(at) }).isOpen;

  it('goes by the clock on the wall there, through the change to summer time', () => {
    // Wednesdays 9:00 to 17:00: UTC-5 in winter, UTC-4 in summer.
    expect(['2026-03-04T13:59:00Z', '2026-03-04T14:00:00Z', '2026-03-11T12:59:00Z', '2026-03-11T13:00:00Z'].map(isOpen)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('is open from midnight to midnight', () => {
    expect(['2026-11-16T04:59:00Z', '2026-11-16T05:00:00Z', '2026-11-17T04:59:00Z', '2026-11-17T05:00:00Z'].map(isOpen)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
