import { z } from 'zod';
import { parseAddress } from '../directory/address.ts';
import type { BusinessNumber, BusinessNumbers } from '../directory/business-numbers.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT DeveloperName, Channel__c, Number__c, Worker__c FROM Frontline_Number__mdt WHERE Active__c = ${true} ORDER BY DeveloperName`;

const recordSchema = z.object({
  DeveloperName: z.string(),
  Channel__c: z.string().nullish(),
  Number__c: z.string().nullish(),
  Worker__c: z.string().nullish(),
});

/** The active numbers of `Frontline_Number__mdt`. One that is no E.164 number, or of a channel we do not know, is left out and logged. */
export function metadataNumbers(deps: MetadataDependencies): BusinessNumbers {
  const read = metadataRecords(deps, QUERY, recordSchema);
  const reported = new Set<string>();
  const report = (name: string) => {
    if (!reported.has(name))
      deps.log.warn({ record: name }, 'A Frontline_Number__mdt record is not usable: Channel must be sms or whatsapp, Number E.164');
    reported.add(name);
  };
  return {
    all: async () =>
      (await read()).flatMap((record) => {
        const number = toNumber(record);
        if (number === undefined) report(record.DeveloperName);
        return number ?? [];
      }),
  };
}

function toNumber({ Channel__c: channel, Number__c, Worker__c: worker }: z.infer<typeof recordSchema>): BusinessNumber | undefined {
  const address = parseAddress((Number__c ?? '').trim());
  if (address === undefined || (channel !== 'sms' && channel !== 'whatsapp')) return undefined;
  return { channel, number: address.number, ...(worker ? { worker } : {}) };
}
