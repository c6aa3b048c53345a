/** When the business begins no conversation, by the customer's clock. */
export interface QuietHours {
  /** Minutes since midnight; the end may be before the start, on the next day. They are not the same. */
  readonly start: number;
  readonly end: number;
  /** IANA name: where customers are taken to be whose numbers do not tell. */
  readonly timeZone: string;
}

/** What the admin wants. Rejects with a GatewayError when it cannot be read. */
export interface QuietHoursSource {
  /** Undefined: messages may be sent at all hours. */
  current(): Promise<QuietHours | undefined>;
}

const DAY = 24 * 60;

/** Whether a time of day is quiet, in minutes since midnight. */
export const isQuiet = ({ start, end }: Pick<QuietHours, 'start' | 'end'>, minutes: number): boolean =>
  start < end ? start <= minutes && minutes < end : start <= minutes || minutes < end;

/** How many minutes from that time of day to the next end of quiet. */
export const untilEnd = ({ end }: Pick<QuietHours, 'end'>, minutes: number): number => (end - minutes + DAY) % DAY || DAY;
