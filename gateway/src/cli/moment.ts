import { CliError, EXIT } from './cli-error.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const AGO = /^(\d{1,4})([mhd])$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * `90m`, `2h`, `1d` before now; or a day, or a moment in ISO 8601, in the local zone unless it says `Z` or an offset.
 * @throws CliError for anything else
 */
export function readMoment(text: string, now: Date): Date {
  const [, amount, unit = ''] = AGO.exec(text) ?? [];
  const ms = UNITS[unit];
  if (amount !== undefined && ms !== undefined) return new Date(now.getTime() - Number(amount) * ms);
  // JavaScript takes a bare day for UTC and a bare moment for local; people mean local both times.
  const date = DAY.test(text) ? new Date(`${text}T00:00`) : new Date(MOMENT.test(text) ? text : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw new CliError(EXIT.usage, `--since ${text}: give 90m, 2h or 1d, a day such as 2026-11-20, or a moment such as 2026-11-20T08:00Z.`);
}

const SIZES = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
] as const;

/** `40 s`, `12 min`, `3 h`, `2 d`: rounded down. */
export function showAge(seconds: number): string {
  const size = SIZES.find((candidate) => seconds >= candidate.seconds);
  return size ? `${Math.floor(seconds / size.seconds)} ${size.name}` : `${Math.floor(seconds)} s`;
}

/** A moment as the person's machine shows it, and how long ago that is. */
export function showMoment(iso: string, now: Date): string {
  const date = new Date(iso);
  const text = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return `${text} (${showAge(Math.max(0, now.getTime() - date.getTime()) / 1_000)} ago)`;
}
