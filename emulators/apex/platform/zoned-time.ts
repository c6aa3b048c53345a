import { ApexError } from '../values/apex-error.ts';

/** A point in time on the clock of a zone. */
export type ZonedTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 for Sunday. */
  readonly weekday: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { ...numeric, timeZone: zone, hourCycle: 'h23', era: 'short' });
  formats.set(zone, format);
  return format;
};

/** The time-zone data base is that of the runtime; an unknown zone means GMT, as in java.util.TimeZone. */
export const zonedTime = (time: number, zone: string): ZonedTime => {
  const local = new Date(time + offsetOf(time, zone));
  const year = local.getUTCFullYear();
  return {
    ...{ year: year > 0 ? year : 1 - year, month: local.getUTCMonth() + 1, day: local.getUTCDate(), weekday: local.getUTCDay() },
    ...{ hour: local.getUTCHours(), minute: local.getUTCMinutes(), second: local.getUTCSeconds(), millisecond: local.getUTCMilliseconds() },
  };
};

/** Since then every zone has changed its offset on a quarter of an hour, if at all. */
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
const QUARTER_MS = 15 * 60_000;
const latest = new Map<string, { readonly quarter: number; readonly offset: number }>();

/** Milliseconds by which a zone is ahead of UTC at a point in time. To ask the runtime takes long, and mostly it was asked just now. */
export const offsetOf = (time: number, zone: string): number => {
  const quarter = Math.floor(time / QUARTER_MS);
  const known = latest.get(zone);
  if (known?.quarter === quarter) return known.offset;
  const offset = askedOffset(time, formats.has(zone) || isZone(zone) ? zone : 'UTC');
  if (time >= QUARTERS_SINCE) latest.set(zone, { quarter, offset });
  return offset;
};

const askedOffset = (time: number, zone: string): number => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name) ?? 0);
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const local = new Date(Date.UTC(2000, part('month') - 1, part('day'), part('hour'), part('minute'), part('second')));
  return local.setUTCFullYear(year, part('month') - 1, part('day')) - Math.floor(time / 1000) * 1000;
};

const isZone = (zone: string): boolean => {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
};

/** The point in time at which the clock of a zone shows `local`, given as if it were UTC. */
export const fromZone = (local: number, zone: string): number => {
  const guess = local - offsetOf(local, zone);
  return local - offsetOf(guess, zone);
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const padded = (number: number, width: number): string => String(number).padStart(width, '0');

const offsetText = (offset: number): string => {
  const minutes = Math.abs(Math.round(offset / 60_000));
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
};

type Letter = (width: number, at: ZonedTime, offset: number) => string;

/** java.text.SimpleDateFormat's letters, in English. */
const LETTERS: Readonly<Record<string, Letter>> = {
  y: (width, { year }) => (width === 2 ? padded(year % 100, 2) : padded(year, width)),
  M: (width, { month }) =>
    width > 3 ? (MONTHS[month - 1] ?? '') : width === 3 ? (MONTHS[month - 1] ?? '').slice(0, 3) : padded(month, width),
  d: (width, { day }) => padded(day, width),
  H: (width, { hour }) => padded(hour, width),
  h: (width, { hour }) => padded(hour % 12 || 12, width),
  m: (width, { minute }) => padded(minute, width),
  s: (width, { second }) => padded(second, width),
  S: (width, { millisecond }) => padded(millisecond, width),
  a: (_width, { hour }) => (hour < 12 ? 'AM' : 'PM'),
  E: (width, { weekday }) => (width > 3 ? (DAYS[weekday] ?? '') : (DAYS[weekday] ?? '').slice(0, 3)),
  u: (_width, { weekday }) => String(weekday || 7),
  Z: (_width, _at, offset) => offsetText(offset),
  X: (_width, _at, offset) => (offset === 0 ? 'Z' : offsetText(offset).replace(/(\d\d)$/, ':$1')),
};

/** A point in time in a zone, by a pattern of SimpleDateFormat; text between apostrophes stays. */
export const formatZoned = (time: number, pattern: string, zone: string): string => {
  const [at, offset] = [zonedTime(time, zone), offsetOf(time, zone)];
  return pattern.replace(/'([^']*)'|([a-zA-Z])\2*/g, (match, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted;
    const write = LETTERS[letter ?? ''];
    if (!write) throw new ApexError('IllegalArgumentException', `Illegal pattern character '${letter ?? ''}'`);
    return write(match.length, at, offset);
  });
};
