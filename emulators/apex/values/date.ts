import { ApexError } from './apex-error.ts';

const DAY = 86_400_000;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A day of the calendar, without time or zone. */
export class ApexDate {
  /** Milliseconds since 1970 at midnight UTC of that day. */
  readonly time: number;

  constructor(time: number) {
    this.time = Math.floor(time / DAY) * DAY;
  }

  /** `month` from 1; days and months beyond the end roll over. */
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(Date.UTC(year, month - 1, day));
  }

  /** From `2026-01-31`, perhaps with a time behind it. */
  static parse(text: string): ApexDate {
    const [, year = '', month = '', day = ''] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\s*$/.exec(text) ?? [];
    const inRange = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
    if (year === '' || !inRange) throw new ApexError('TypeException', `Invalid date: ${text}`);
    return ApexDate.of(Number(year), Number(month), Number(day));
  }

  get year(): number {
    return new Date(this.time).getUTCFullYear();
  }

  get month(): number {
    return new Date(this.time).getUTCMonth() + 1;
  }

  get day(): number {
    return new Date(this.time).getUTCDate();
  }

  addDays(days: number): ApexDate {
    return new ApexDate(this.time + days * DAY);
  }

  /** The last day of the month where the month is shorter. */
  addMonths(months: number): ApexDate {
    const first = ApexDate.of(this.year, this.month + months, 1);
    return first.addDays(Math.min(this.day, daysIn(first.year, first.month)) - 1);
  }

  daysUntil(other: ApexDate): number {
    return Math.round((other.time - this.time) / DAY);
  }

  toText(): string {
    return new Date(this.time).toISOString().slice(0, 10);
  }
}
