/** Milliseconds since 1970 as the REST API writes a date-time: `2026-03-01T09:30:00.000+0000`. Throws when no date has that number. */
export const dateTimeText = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '+0000');
