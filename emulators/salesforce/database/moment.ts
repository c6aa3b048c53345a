const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z?$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** `2026-01-31T08:30:00.000+0000`: how the API writes a point in time; fractions of a second are not kept. */
const format = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}.000+0000`;

/** Dates and date-times between the wire and the table. */
export const moment = {
  format,
  /** Undefined unless the text is an existing day. */
  parseDate: (text: string): string | undefined => {
    if (!DATE.test(text)) return undefined;
    const time = Date.parse(text);
    return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
  },
  /** `09:00:00.000Z`, a time of day without a zone whatever its letter says; undefined unless it is one. */
  parseTime: (text: string): string | undefined => (TIME.test(text) ? `${text.slice(0, 8)}.000Z` : undefined),
  /** Undefined unless the text is ISO 8601 with seconds and a zone. */
  parseDateTime: (text: string): string | undefined => {
    const [, local, zone] = DATE_TIME.exec(text) ?? [];
    if (!local || !zone) return undefined;
    const time = Date.parse(local + zone.replace(/(\d{2}):?(\d{2})$/, '$1:$2'));
    return Number.isNaN(time) ? undefined : format(time);
  },
};
