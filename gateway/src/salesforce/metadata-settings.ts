import { z } from 'zod';
import type { SettingsSource } from '../directory/settings.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT Store_Message_Bodies__c FROM Frontline_Setting__mdt WHERE DeveloperName = ${'Default'}`;

const recordSchema = z.object({ Store_Message_Bodies__c: z.boolean() });

/** The record `Default` of `Frontline_Setting__mdt`; without one, the defaults of the type's fields hold: bodies are stored. */
export function metadataSettings(deps: MetadataDependencies): SettingsSource {
  // Whether texts may be stored is not to be guessed: where the type cannot be seen, messages wait.
  const read = metadataRecords({ ...deps, isRequired: true }, QUERY, recordSchema);
  return {
    current: async () => {
      const [settings] = await read();
      return { storeMessageBodies: settings?.Store_Message_Bodies__c ?? true };
    },
  };
}
