import { ApexDate } from './date.ts';

/** A point in time, in milliseconds since 1970; zones matter only where it is read or written. */
export class ApexDatetime {
  readonly time: number;

  constructor(time: number) {
    this.time = time;
  }

  plus(milliseconds: number): ApexDatetime {
    return new ApexDatetime(this.time + milliseconds);
  }

  dateGmt(): ApexDate {
    return new ApexDate(this.time);
  }

  /** `2026-01-31 12:00:00`, in UTC. */
  toText(): string {
    return new Date(this.time).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** `2026-01-31T12:00:00.000Z`, as JSON holds it. */
  toIso(): string {
    return new Date(this.time).toISOString();
  }
}
