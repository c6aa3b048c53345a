import type { Clock } from '../clock.ts';
import { localTime } from '../routing/local-time.ts';
import { isQuiet, untilEnd, type QuietHours, type QuietHoursSource } from './quiet-hours.ts';
import type { SendGuard } from './send-guard.ts';
import { zonesOfNumber } from './zones-of-number.ts';

export interface QuietGuardDeps {
  readonly hours: QuietHoursSource;
  readonly clock: Clock;
}

const MINUTE_MS = 60_000;
/** In minutes. */
const DAY = 24 * 60;

/**
 * Keeps back what the business begins while it is quiet where the customer's number is from; where that may be several time zones, while it is
 * quiet in any of them. Only for messages that nobody asked for: an answer is welcome at any hour.
 */
export function quietGuard({ hours, clock }: QuietGuardDeps): SendGuard {
  return async ({ customer }) => {
    const quiet = await hours.current();
    if (!quiet) return undefined;
    const found = zonesOfNumber(customer.number);
    const zones = found.length > 0 ? found : [quiet.timeZone];
    const now = clock.now();
    const zone = quietZone(quiet, zones, now);
    if (zone === undefined) return undefined;
    return {
      code: 'quiet_hours',
      message: `It is ${clockIn(now, zone)} in ${zone}, where the customer may be. ${fromWhen(quiet, zones, now)}`,
    };
  };
}

const quietZone = (quiet: QuietHours, zones: readonly string[], at: Date): string | undefined =>
  zones.find((zone) => isQuiet(quiet, localTime(at, zone).minutes));

/** The first end of quiet in one of the zones at which it is quiet in none of them. */
function fromWhen(quiet: QuietHours, zones: readonly string[], now: Date): string {
  const ends = zones.map((zone) => ({ zone, at: nextEnd(quiet, zone, now) }));
  const [first] = ends
    .filter(({ at }) => quietZone(quiet, zones, at) === undefined)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  if (!first) return 'It is always quiet hours in one of the time zones of this number: the customer has to write first.';
  const utc = first.at.toISOString().slice(0, 16).replace('T', ' ');
  return `This message may be sent from ${clockIn(first.at, first.zone)} there (${utc} UTC).`;
}

/** The next moment at which a clock there shows the end of quiet; a clock that is put back or forward on the way is set right. */
function nextEnd(quiet: QuietHours, zone: string, now: Date): Date {
  const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const at = new Date(minute + untilEnd(quiet, localTime(now, zone).minutes) * MINUTE_MS);
  const left = untilEnd(quiet, localTime(at, zone).minutes);
  const missedBy = left > DAY / 2 ? left - DAY : left;
  const mended = new Date(at.getTime() + missedBy * MINUTE_MS);
  return mended > now ? mended : at;
}

function clockIn(at: Date, zone: string): string {
  const { minutes } = localTime(at, zone);
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
