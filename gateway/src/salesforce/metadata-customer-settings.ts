import { z } from 'zod';
import { DEFAULT_CUSTOMER_SETTINGS, type CustomerSettings, type CustomerSettingsSource } from '../directory/customer-settings.ts';
import type { CustomerKind } from '../directory/directory.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT Match_Order__c, Phone_Keys_Active__c, Auto_Create__c, New_Customer_Name__c, New_Customer_Company__c, Reps_Create_Customers__c,
  Reps_Delete_Customers__c FROM Frontline_Setting__mdt WHERE DeveloperName = ${'Default'}`;

const text = z.string().nullish();
const recordSchema = z.object({
  Match_Order__c: text,
  Phone_Keys_Active__c: z.boolean().nullish(),
  Auto_Create__c: text,
  New_Customer_Name__c: text,
  New_Customer_Company__c: text,
  Reps_Create_Customers__c: z.boolean().nullish(),
  Reps_Delete_Customers__c: z.boolean().nullish(),
});

/**
 * What the record `Default` of `Frontline_Setting__mdt` says of customers. Without the record, the type, or in a package that is older than
 * one of these fields, the defaults hold: none of them gives anybody a right or hides a message.
 */
export function metadataCustomerSettings(deps: MetadataDependencies): CustomerSettingsSource {
  const read = metadataRecords({ ...deps, isOlderFine: true }, QUERY, recordSchema);
  return {
    current: async () => {
      const [record] = await read();
      return record ? toSettings(record) : DEFAULT_CUSTOMER_SETTINGS;
    },
  };
}

function toSettings(record: z.infer<typeof recordSchema>): CustomerSettings {
  const defaults = DEFAULT_CUSTOMER_SETTINGS;
  const matchOrder = kindsIn(record.Match_Order__c ?? '');
  const created = record.Auto_Create__c?.toLowerCase();
  return {
    matchOrder: matchOrder.length > 0 ? matchOrder : defaults.matchOrder,
    keepsPhoneKeys: record.Phone_Keys_Active__c ?? defaults.keepsPhoneKeys,
    unknownCustomer: created === 'lead' || created === 'contact' ? created : 'none',
    newLastName: record.New_Customer_Name__c?.trim() || defaults.newLastName,
    newCompany: record.New_Customer_Company__c?.trim() || defaults.newCompany,
    repsCreate: record.Reps_Create_Customers__c ?? defaults.repsCreate,
    repsDelete: record.Reps_Delete_Customers__c ?? defaults.repsDelete,
  };
}

const KINDS: Readonly<Record<string, CustomerKind>> = { contact: 'contact', lead: 'lead', account: 'account' };

const kindsIn = (order: string): readonly CustomerKind[] => [
  ...new Set(order.split(/[^A-Za-z]+/).flatMap((name) => KINDS[name.toLowerCase()] ?? [])),
];
