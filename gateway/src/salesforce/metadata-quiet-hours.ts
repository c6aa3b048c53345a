import { z } from 'zod';
import type { QuietHours, QuietHoursSource } from '../sending/quiet-hours.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT Quiet_Hours_Start__c, Quiet_Hours_End__c, Quiet_Hours_Time_Zone__c FROM Frontline_Setting__mdt
  WHERE DeveloperName = ${'Default'}`;

const text = z.string().nullish();
const recordSchema = z.object({ Quiet_Hours_Start__c: text, Quiet_Hours_End__c: text, Quiet_Hours_Time_Zone__c: text });

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The quiet hours of `Frontline_Setting__mdt`, record `Default`. None where it says nothing, or in a package that is older than the fields;
 * what is no time of day, which the package's rules refuse, is none either and is said in the log.
 */
export function metadataQuietHours(deps: MetadataDependencies): QuietHoursSource {
  const read = metadataRecords({ ...deps, isOlderFine: true }, QUERY, recordSchema);
  let reported: string | undefined;
  return {
    current: async () => {
      const [record] = await read();
      if (!record?.Quiet_Hours_Start__c && !record?.Quiet_Hours_End__c) return undefined;
      const hours = toHours(record);
      const said = JSON.stringify(record);
      if (!hours && reported !== said)
        deps.log.warn(
          { setting: 'Default' },
          'Quiet hours are not usable: start and end must be two times as 21:00, the time zone as Europe/Berlin',
        );
      if (!hours) reported = said;
      return hours;
    },
  };
}

function toHours(record: z.infer<typeof recordSchema>): QuietHours | undefined {
  const [start, end] = [minutesOf(record.Quiet_Hours_Start__c), minutesOf(record.Quiet_Hours_End__c)];
  const timeZone = record.Quiet_Hours_Time_Zone__c?.trim() || 'UTC';
  if (start === undefined || end === undefined || start === end || !isTimeZone(timeZone)) return undefined;
  return { start, end, timeZone };
}

function minutesOf(time: string | null | undefined): number | undefined {
  const [, hours, minutes] = TIME.exec(time?.trim() ?? '') ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
