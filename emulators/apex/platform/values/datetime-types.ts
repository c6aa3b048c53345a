import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { ApexError } from '../../values/apex-error.ts';
import type { ApexDate } from '../../values/date.ts';
import { ApexDatetime } from '../../values/datetime.ts';
import { WithText } from '../../values/with-text.ts';
import { userZone } from '../running-user.ts';
import { formatZoned, fromZone, offsetOf, type ZonedTime, zonedTime } from '../zoned-time.ts';
import { dateIn } from './date-types.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** A zone of the world; TimeZone in Apex. */
export class ApexTimeZone extends WithText {
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }

  override toText(): string {
    return this.id;
  }
}

const addMonths = (self: ApexDatetime, months: number): ApexDatetime => {
  const date = self.dateGmt();
  return new ApexDatetime(date.addMonths(months).time + (self.time - date.time));
};

const parse = (text: string): number => {
  const [, date = '', time = ''] = /^\s*(\d{4}-\d{1,2}-\d{1,2}) (\d{1,2}:\d{2}:\d{2})\s*$/.exec(text) ?? [];
  const at = Date.parse(`${date.replace(/-(\d)(?=-|$)/g, '-0$1')}T${time.padStart(8, '0')}Z`);
  if (Number.isNaN(at)) throw new ApexError('TypeException', `Invalid date/time: ${text}`);
  return at;
};

/** Parts of the time on the user's clock, and with `Gmt` behind the name on that of Greenwich. */
const parts = (zone: () => string): PlatformType['methods'] => {
  const names: readonly (keyof ZonedTime)[] = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];
  return Object.fromEntries(
    names.flatMap((name) => [
      [`Integer ${name}()`, (self: ApexDatetime) => zonedTime(self.time, zone())[name]],
      [`Integer ${name}Gmt()`, (self: ApexDatetime) => zonedTime(self.time, 'UTC')[name]],
    ]),
  );
};

const methods = (zone: () => string): PlatformType['methods'] => ({
  ...parts(zone),
  'Datetime addDays(Integer days)': (self: ApexDatetime, days: number) => self.plus(days * DAY),
  'Datetime addHours(Integer hours)': (self: ApexDatetime, hours: number) => self.plus(hours * HOUR),
  'Datetime addMinutes(Integer minutes)': (self: ApexDatetime, minutes: number) => self.plus(minutes * 60 * SECOND),
  'Datetime addMonths(Integer months)': addMonths,
  'Datetime addSeconds(Integer seconds)': (self: ApexDatetime, seconds: number) => self.plus(seconds * SECOND),
  'Datetime addYears(Integer years)': (self: ApexDatetime, years: number) => addMonths(self, 12 * years),
  'Date date()': (self: ApexDatetime) => dateIn(self.time, zone()),
  'Date dateGmt()': (self: ApexDatetime) => self.dateGmt(),
  'String format()': (self: ApexDatetime) => formatZoned(self.time, 'M/d/yyyy, h:mm a', zone()),
  'String format(String pattern)': (self: ApexDatetime, pattern: string) => formatZoned(self.time, pattern, zone()),
  'String format(String pattern, String timeZone)': (self: ApexDatetime, pattern: string, id: string) =>
    formatZoned(self.time, pattern, id),
  'String formatGmt(String pattern)': (self: ApexDatetime, pattern: string) => formatZoned(self.time, pattern, 'UTC'),
  'Long getTime()': (self: ApexDatetime) => BigInt(self.time),
  'Boolean isSameDay(Datetime other)': (self: ApexDatetime, other: ApexDatetime) =>
    dateIn(self.time, zone()).time === dateIn(other.time, zone()).time,
});

type Ymd = [year: number, month: number, day: number, hour?: number, minute?: number, second?: number];
const utc = ([year, month, day, hour = 0, minute = 0, second = 0]: Ymd): number => Date.UTC(year, month - 1, day, hour, minute, second);
const gmt = (...at: Ymd): ApexDatetime => new ApexDatetime(utc(at));

/** Apex Reference Guide, "Datetime Class" and "TimeZone Class". */
export const datetimeTypes = (engine: Engine): PlatformType[] => {
  const zone = (): string => userZone(engine);
  const local = (...at: Ymd): ApexDatetime => new ApexDatetime(fromZone(utc(at), zone()));
  return [
    {
      name: 'Datetime',
      kind: 'primitive',
      is: (value) => value instanceof ApexDatetime,
      methods: methods(zone) ?? {},
      statics: {
        'Datetime newInstance(Long milliseconds)': (time: bigint) => new ApexDatetime(Number(time)),
        'Datetime newInstance(Integer year, Integer month, Integer day)': local,
        'Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': local,
        'Datetime newInstanceGmt(Integer year, Integer month, Integer day)': gmt,
        'Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': gmt,
        'Datetime now()': () => new ApexDatetime(engine.context().witness(() => engine.now())),
        'Datetime valueOf(String text)': (text: string) => new ApexDatetime(fromZone(parse(text), zone())),
        'Datetime valueOf(Date date)': (date: ApexDate) => new ApexDatetime(fromZone(date.time, zone())),
        'Datetime valueOfGmt(String text)': (text: string) => new ApexDatetime(parse(text)),
      },
    },
    {
      name: 'TimeZone',
      is: (value) => value instanceof ApexTimeZone,
      methods: {
        'String getID()': (self: ApexTimeZone) => self.id,
        'Integer getOffset(Datetime at)': (self: ApexTimeZone, at: ApexDatetime) => offsetOf(at.time, self.id),
        'String toString()': (self: ApexTimeZone) => self.id,
      },
      statics: { 'TimeZone getTimeZone(String id)': (id: string) => new ApexTimeZone(id) },
    },
  ];
};
