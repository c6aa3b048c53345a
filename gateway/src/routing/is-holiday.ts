import type { LocalTime } from './local-time.ts';

/** A day as `2026-12-25`. */
type Day = string;

/*
 * Object Reference, "Holiday". The words of `type`, `instance` and `month` are Salesforce's; the mask has 1 for Sunday up to 64 for
 * Saturday.
 */
export interface Recurrence {
  readonly type:
    'RecursDaily' | 'RecursEveryWeekday' | 'RecursWeekly' | 'RecursMonthly' | 'RecursMonthlyNth' | 'RecursYearly' | 'RecursYearlyNth';
  readonly start: Day;
  readonly end?: Day;
  /** Every so many days, weeks or months; 1 where none is given. */
  readonly interval?: number;
  readonly dayOfWeekMask?: number;
  readonly dayOfMonth?: number;
  readonly instance?: 'First' | 'Second' | 'Third' | 'Fourth' | 'Last';
  /** 1 to 12. */
  readonly monthOfYear?: number;
}

/** A day, or part of one, on which business hours are closed. */
export interface Holiday {
  readonly name: string;
  /** The day itself, of one that does not recur. */
  readonly day?: Day;
  /** Minutes since midnight; absent: the whole day. */
  readonly period?: { readonly from: number; readonly to: number };
  readonly recurrence?: Recurrence;
}

/** Whether it is that holiday, at a local time. */
export function isHoliday({ day, period, recurrence }: Holiday, local: LocalTime): boolean {
  if (period && (local.minutes < period.from || local.minutes >= period.to)) return false;
  const today = Date.UTC(local.year, local.month - 1, local.day);
  if (!recurrence) return day !== undefined && utcOf(day) === today;
  const { start, end } = recurrence;
  if (today < utcOf(start) || (end !== undefined && today > utcOf(end))) return false;
  return recurs(recurrence, local, today);
}

const DAY_MS = 86_400_000;
const INSTANCES = ['First', 'Second', 'Third', 'Fourth'];

const utcOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const isEvery = (count: number, interval = 1) => count % Math.max(1, interval) === 0;

function recurs(recurrence: Recurrence, local: LocalTime, today: number): boolean {
  const { type, interval, dayOfMonth, monthOfYear } = recurrence;
  const start = new Date(utcOf(recurrence.start));
  const days = Math.round((today - start.getTime()) / DAY_MS);
  const months = (local.year - start.getUTCFullYear()) * 12 + local.month - 1 - start.getUTCMonth();
  switch (type) {
    case 'RecursDaily':
      return isEvery(days, interval);
    case 'RecursEveryWeekday':
      return local.weekday >= 1 && local.weekday <= 5;
    case 'RecursWeekly':
      // Weeks begin on Sunday, as everywhere in Salesforce's masks.
      return isEvery(Math.floor((days + start.getUTCDay()) / 7), interval) && isInMask(recurrence, local);
    case 'RecursMonthly':
      return isEvery(months, interval) && local.day === dayOfMonth;
    case 'RecursMonthlyNth':
      return isEvery(months, interval) && isNth(recurrence, local);
    case 'RecursYearly':
      return local.month === monthOfYear && local.day === dayOfMonth;
    case 'RecursYearlyNth':
      return local.month === monthOfYear && isNth(recurrence, local);
  }
}

const isInMask = ({ dayOfWeekMask = 0 }: Recurrence, { weekday }: LocalTime) => (dayOfWeekMask & (1 << weekday)) !== 0;

/** The second of the days of the month that are in the mask, and the like: a mask of all seven means the second day of the month. */
function isNth(recurrence: Recurrence, local: LocalTime): boolean {
  if (!isInMask(recurrence, local)) return false;
  const length = new Date(Date.UTC(local.year, local.month, 0)).getUTCDate();
  const weekdayOf = (day: number) => (((local.weekday + day - local.day) % 7) + 7) % 7;
  const days = Array.from({ length }, (_, at) => at + 1).filter((day) => isInMask(recurrence, { ...local, weekday: weekdayOf(day) }));
  return local.day === (recurrence.instance === 'Last' ? days.at(-1) : days[INSTANCES.indexOf(recurrence.instance ?? 'First')]);
}
