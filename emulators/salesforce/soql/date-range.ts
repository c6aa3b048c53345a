import { moment } from '../database/moment.ts';

const DAY = 24 * 60 * 60 * 1000;

/** From the first millisecond to just before the last. */
export type DateRange = { readonly from: number; readonly until: number };

type Calendar = {
  readonly today: number;
  readonly week: number;
  readonly month: (offset: number) => number;
  readonly year: (offset: number) => number;
};

const calendarAt = (now: number): Calendar => {
  const date = new Date(now);
  const today = Math.floor(now / DAY) * DAY;
  return {
    today,
    week: today - date.getUTCDay() * DAY,
    month: (offset) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1),
    year: (offset) => Date.UTC(date.getUTCFullYear() + offset, 0, 1),
  };
};

const between = (from: number, until: number): DateRange => ({ from, until });

/** SOQL and SOSL Reference, "Date Formats and Date Literals": weeks begin on Sunday; LAST_N_DAYS holds today as well. */
const formulas: Readonly<Record<string, (calendar: Calendar, n: number) => DateRange>> = {
  YESTERDAY: ({ today }) => between(today - DAY, today),
  TODAY: ({ today }) => between(today, today + DAY),
  TOMORROW: ({ today }) => between(today + DAY, today + 2 * DAY),
  LAST_WEEK: ({ week }) => between(week - 7 * DAY, week),
  THIS_WEEK: ({ week }) => between(week, week + 7 * DAY),
  NEXT_WEEK: ({ week }) => between(week + 7 * DAY, week + 14 * DAY),
  LAST_MONTH: ({ month }) => between(month(-1), month(0)),
  THIS_MONTH: ({ month }) => between(month(0), month(1)),
  NEXT_MONTH: ({ month }) => between(month(1), month(2)),
  LAST_YEAR: ({ year }) => between(year(-1), year(0)),
  THIS_YEAR: ({ year }) => between(year(0), year(1)),
  NEXT_YEAR: ({ year }) => between(year(1), year(2)),
  LAST_90_DAYS: ({ today }) => between(today - 90 * DAY, today + DAY),
  NEXT_90_DAYS: ({ today }) => between(today + DAY, today + 91 * DAY),
  LAST_N_DAYS: ({ today }, n) => between(today - n * DAY, today + DAY),
  NEXT_N_DAYS: ({ today }, n) => between(today + DAY, today + (n + 1) * DAY),
  N_DAYS_AGO: ({ today }, n) => between(today - n * DAY, today - (n - 1) * DAY),
  LAST_N_MONTHS: ({ month }, n) => between(month(-n), month(0)),
  NEXT_N_MONTHS: ({ month }, n) => between(month(1), month(n + 1)),
};

/** What a date literal such as LAST_N_DAYS:30 covers at a moment, in UTC; undefined for one that is not modelled. */
export const dateRange = (formula: string, now: number): DateRange | undefined => {
  const [name = '', count = '0'] = formula.split(':');
  return formulas[name]?.(calendarAt(now), Number(count));
};

/** The same range in the stored form of a date or date-time field. */
export const storedRange = (range: DateRange, type: 'date' | 'datetime'): { from: string; until: string } => {
  const write = (time: number) => (type === 'date' ? moment.format(time).slice(0, 10) : moment.format(time));
  return { from: write(range.from), until: write(range.until) };
};
