import { z } from 'zod';
import type { BusinessHours, OpenPeriod } from '../routing/business-hours.ts';
import type { Holiday } from '../routing/is-holiday.ts';
import type { CalendarSource } from '../routing/routing-facts.ts';
import type { QueryAnswer } from './composite-queries.ts';
import { toHoliday, holidaySchema } from './holiday-schema.ts';
import type { MetadataDependencies } from './metadata-records.ts';
import { remembered } from './remembered.ts';
import { soql } from './soql.ts';

/*
 * Object Reference, "BusinessHours" and "Holiday": every user of the org may read both. Which holidays belong to which hours is in no object
 * that can be queried, so rules name them.
 */
const HOURS = soql`SELECT Name, IsActive, TimeZoneSidKey, SundayStartTime, SundayEndTime, MondayStartTime, MondayEndTime, TuesdayStartTime,
  TuesdayEndTime, WednesdayStartTime, WednesdayEndTime, ThursdayStartTime, ThursdayEndTime, FridayStartTime, FridayEndTime,
  SaturdayStartTime, SaturdayEndTime FROM BusinessHours`;
const HOLIDAYS = soql`SELECT Name, ActivityDate, IsAllDay, StartTimeInMinutes, EndTimeInMinutes, IsRecurrence, RecurrenceType,
  RecurrenceStartDate, RecurrenceEndDateOnly, RecurrenceInterval, RecurrenceDayOfWeekMask, RecurrenceDayOfMonth, RecurrenceInstance,
  RecurrenceMonthOfYear FROM Holiday`;

// `09:00:00.000Z`, which is local time all the same.
const TIME = /^(\d{2}):(\d{2})/;
const time = z
  .string()
  .regex(TIME)
  .nullish()
  .transform((written) => {
    const [, hours = '', minutes = ''] = TIME.exec(written ?? '') ?? [];
    return written ? Number(hours) * 60 + Number(minutes) : undefined;
  });

const hoursSchema = z.object({
  Name: z.string(),
  IsActive: z.boolean(),
  TimeZoneSidKey: z.string(),
  SundayStartTime: time,
  SundayEndTime: time,
  MondayStartTime: time,
  MondayEndTime: time,
  TuesdayStartTime: time,
  TuesdayEndTime: time,
  WednesdayStartTime: time,
  WednesdayEndTime: time,
  ThursdayStartTime: time,
  ThursdayEndTime: time,
  FridayStartTime: time,
  FridayEndTime: time,
  SaturdayStartTime: time,
  SaturdayEndTime: time,
});

const DEFAULT_TTL_MS = 60_000;
const MINUTES_A_DAY = 1_440;

/** The org's business hours and holidays, in one request, remembered as long as an admin's other edits. */
export function businessCalendar({
  client,
  clock,
  ttlMs = DEFAULT_TTL_MS,
}: Omit<MetadataDependencies, 'log' | 'isRequired'>): CalendarSource {
  const read = remembered({
    clock,
    ttlMs,
    look: async (): Promise<{ readonly hours: readonly BusinessHours[]; readonly holidays: readonly Holiday[] }> => {
      const [hours, holidays] = await client.queries([HOURS, HOLIDAYS]);
      return {
        hours: z.array(hoursSchema).parse(recordsOf(hours)).map(toHours),
        holidays: z
          .array(holidaySchema)
          .parse(recordsOf(holidays))
          .flatMap((holiday) => toHoliday(holiday) ?? []),
      };
    },
  });
  return { current: async () => (await read('')) ?? { hours: [], holidays: [] } };
}

function recordsOf(answer: QueryAnswer | undefined): readonly unknown[] {
  if (answer === undefined) return [];
  if ('error' in answer) throw answer.error;
  return answer.records;
}

function toHours({ Name: name, IsActive: isActive, TimeZoneSidKey: timeZone, ...times }: z.infer<typeof hoursSchema>): BusinessHours {
  const days = (['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const).map((day) =>
    toPeriod(times[`${day}StartTime`], times[`${day}EndTime`]),
  );
  return { name, isActive, timeZone, days };
}

/** Midnight as an end is the end of the day; from midnight to midnight is all of it (Object Reference, "BusinessHours", Usage). */
const toPeriod = (from: number | undefined, to: number | undefined): OpenPeriod | undefined =>
  from === undefined || to === undefined ? undefined : { from, to: to === 0 ? MINUTES_A_DAY : to };
