import { z } from 'zod';
import type { Holiday, Recurrence } from '../routing/is-holiday.ts';

const number = z.number().nullish();
const day = z.iso.date().nullish();

/** A record of Holiday (Object Reference). */
export const holidaySchema = z.object({
  Name: z.string(),
  ActivityDate: day,
  IsAllDay: z.boolean(),
  StartTimeInMinutes: number,
  EndTimeInMinutes: number,
  IsRecurrence: z.boolean(),
  RecurrenceType: z
    .enum(['RecursDaily', 'RecursEveryWeekday', 'RecursWeekly', 'RecursMonthly', 'RecursMonthlyNth', 'RecursYearly', 'RecursYearlyNth'])
    .nullish(),
  RecurrenceStartDate: day,
  RecurrenceEndDateOnly: day,
  RecurrenceInterval: number,
  RecurrenceDayOfWeekMask: number,
  RecurrenceDayOfMonth: number,
  RecurrenceInstance: z.enum(['First', 'Second', 'Third', 'Fourth', 'Last']).nullish(),
  RecurrenceMonthOfYear: z.string().nullish(),
});

type HolidayRecord = z.infer<typeof holidaySchema>;

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const MINUTES_A_DAY = 1_440;

/** The holiday that a record describes; undefined when it describes none (no day, no recurrence). */
export function toHoliday(record: HolidayRecord): Holiday | undefined {
  const recurrence = record.IsRecurrence ? toRecurrence(record) : undefined;
  if (!recurrence && (record.IsRecurrence || !record.ActivityDate)) return undefined;
  return {
    name: record.Name,
    ...(record.ActivityDate && { day: record.ActivityDate }),
    ...(!record.IsAllDay && { period: { from: record.StartTimeInMinutes ?? 0, to: record.EndTimeInMinutes ?? MINUTES_A_DAY } }),
    ...(recurrence && { recurrence }),
  };
}

function toRecurrence(record: HolidayRecord): Recurrence | undefined {
  const { RecurrenceType: type, RecurrenceStartDate: start, RecurrenceEndDateOnly: end, RecurrenceInstance: instance } = record;
  if (!type || !start) return undefined;
  const monthOfYear = MONTHS.indexOf(record.RecurrenceMonthOfYear ?? '') + 1;
  return {
    type,
    start,
    ...(end && { end }),
    ...(instance && { instance }),
    ...(typeof record.RecurrenceInterval === 'number' && { interval: record.RecurrenceInterval }),
    ...(typeof record.RecurrenceDayOfWeekMask === 'number' && { dayOfWeekMask: record.RecurrenceDayOfWeekMask }),
    ...(typeof record.RecurrenceDayOfMonth === 'number' && { dayOfMonth: record.RecurrenceDayOfMonth }),
    ...(monthOfYear > 0 && { monthOfYear }),
  };
}
