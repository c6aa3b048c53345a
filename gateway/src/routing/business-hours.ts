import { isHoliday, type Holiday } from './is-holiday.ts';
import { localTime, type LocalTime } from './local-time.ts';

/** From when to when on one day of the week, in minutes since midnight; `to` 1,440 is the next midnight. */
export interface OpenPeriod {
  readonly from: number;
  readonly to: number;
}

/** Business hours as an admin keeps them. */
export interface BusinessHours {
  readonly name: string;
  readonly isActive: boolean;
  /** IANA name. */
  readonly timeZone: string;
  /** Sunday first; a day without hours is undefined. */
  readonly days: readonly (OpenPeriod | undefined)[];
}

/** Everything that is known of opening times. */
export interface Calendar {
  readonly hours: readonly BusinessHours[];
  readonly holidays: readonly Holiday[];
}

/** Whether hours are open at a moment, and in words why. */
export interface OpenState {
  readonly isOpen: boolean;
  readonly because: string;
  /** The day there, as `2026-11-20`. */
  readonly day: string;
}

/** Whether business hours are open at a moment, holidays considered: those named, or every one where none is named. */
export function openState(
  { hours, holidays }: { readonly hours: BusinessHours; readonly holidays: readonly Holiday[] },
  { at, only }: { readonly at: Date; readonly only?: readonly string[] },
): OpenState {
  const local = localTime(at, hours.timeZone);
  const observed = only === undefined ? holidays : holidays.filter(({ name }) => only.some((named) => same(named, name)));
  const holiday = observed.find((candidate) => isHoliday(candidate, local));
  const period = hours.days[local.weekday];
  const there = `${DAYS[local.weekday] ?? ''} ${clockOf(local.minutes)} in ${hours.timeZone}`;
  const state = (isOpen: boolean, because: string): OpenState => ({ isOpen, because, day: dayOf(local) });
  if (holiday) return state(false, `it is the holiday ${holiday.name}`);
  if (period === undefined) return state(false, `it is ${there}, a day without hours`);
  const isOpen = local.minutes >= period.from && local.minutes < period.to;
  return state(isOpen, `it is ${there}, and that day has ${clockOf(period.from)} to ${clockOf(period.to)}`);
}

/** The hours of that name, without regard to case. */
export function hoursNamed(calendar: Calendar, name: string): BusinessHours | undefined {
  return calendar.hours.find((hours) => same(hours.name, name));
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
const two = (number: number) => String(number).padStart(2, '0');
const clockOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const dayOf = ({ year, month, day }: LocalTime) => `${year}-${two(month)}-${two(day)}`;
