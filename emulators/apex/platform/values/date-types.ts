import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import { ApexDate } from '../../values/date.ts';
import { ApexDatetime } from '../../values/datetime.ts';
import type { Value } from '../../values/value.ts';
import { userZone } from '../running-user.ts';
import { zonedTime } from '../zoned-time.ts';

const dateOfValue = (engine: Engine, value: Value): ApexDate => {
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return dateIn(value.time, userZone(engine));
  if (typeof value === 'string') return ApexDate.parse(value);
  throw new ApexError('TypeException', 'Invalid date');
};

/** The day that a clock in that zone shows. */
export const dateIn = (time: number, zone: string): ApexDate => {
  const { year, month, day } = zonedTime(time, zone);
  return ApexDate.of(year, month, day);
};

/** Apex Reference Guide, "Date Class". */
export const dateType = (engine: Engine): PlatformType => ({
  name: 'Date',
  kind: 'primitive',
  is: (value) => value instanceof ApexDate,
  methods: {
    'Date addDays(Integer days)': (self: ApexDate, days: number) => self.addDays(days),
    'Date addMonths(Integer months)': (self: ApexDate, months: number) => self.addMonths(months),
    'Date addYears(Integer years)': (self: ApexDate, years: number) => self.addMonths(12 * years),
    'Integer day()': (self: ApexDate) => self.day,
    'Integer dayOfYear()': (self: ApexDate) => ApexDate.of(self.year, 1, 1).daysUntil(self) + 1,
    'Integer daysBetween(Date other)': (self: ApexDate, other: ApexDate) => self.daysUntil(other),
    'String format()': (self: ApexDate) => `${self.month}/${self.day}/${self.year}`,
    'Boolean isSameDay(Date other)': (self: ApexDate, other: ApexDate) => self.time === other.time,
    'Integer month()': (self: ApexDate) => self.month,
    'Integer monthsBetween(Date other)': (self: ApexDate, other: ApexDate) => (other.year - self.year) * 12 + other.month - self.month,
    'Date toStartOfMonth()': (self: ApexDate) => ApexDate.of(self.year, self.month, 1),
    'Integer year()': (self: ApexDate) => self.year,
  },
  statics: {
    'Integer daysInMonth(Integer year, Integer month)': (year: number, month: number) => ApexDate.of(year, month + 1, 0).day,
    'Boolean isLeapYear(Integer year)': (year: number) => ApexDate.of(year, 3, 0).day === 29,
    'Date newInstance(Integer year, Integer month, Integer day)': (year: number, month: number, day: number) =>
      ApexDate.of(year, month, day),
    'Date today()': () =>
      dateIn(
        engine.context().witness(() => engine.now()),
        userZone(engine),
      ),
    'Date valueOf(Object value)': (value: Value) => {
      if (value === null) throw new ApexError('NullPointerException', 'Argument cannot be null.');
      return dateOfValue(engine, value);
    },
  },
});
