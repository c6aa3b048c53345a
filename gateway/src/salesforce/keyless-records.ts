import { z } from 'zod';
import type { CustomerKind } from '../directory/directory.ts';
import { phoneKey } from '../directory/phone-key.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';

/** Where customers are. */
export const KINDS: readonly CustomerKind[] = ['contact', 'lead', 'account'];

/** Which field holds the key of which, as in the package's FrontlinePhoneFields. */
const KEY_OF: Readonly<Record<CustomerKind, Readonly<Record<string, string>>>> = {
  contact: {
    Phone: 'Frontline_Phone_Key__c',
    MobilePhone: 'Frontline_MobilePhone_Key__c',
    HomePhone: 'Frontline_HomePhone_Key__c',
    OtherPhone: 'Frontline_OtherPhone_Key__c',
  },
  lead: { Phone: 'Frontline_Phone_Key__c', MobilePhone: 'Frontline_MobilePhone_Key__c' },
  account: { Phone: 'Frontline_Phone_Key__c' },
};

/** A text in a phone field need not be a number ("unknown"), and such records never get a key: one is not enough to look at. */
const SAMPLE = 50;

const QUERIES: Readonly<Record<CustomerKind, SoqlText>> = {
  contact: soql`SELECT Phone, MobilePhone, HomePhone, OtherPhone, Frontline_Phone_Key__c, Frontline_MobilePhone_Key__c,
    Frontline_HomePhone_Key__c, Frontline_OtherPhone_Key__c FROM Contact
    WHERE (Phone != ${null} AND Frontline_Phone_Key__c = ${null}) OR (MobilePhone != ${null} AND Frontline_MobilePhone_Key__c = ${null})
    OR (HomePhone != ${null} AND Frontline_HomePhone_Key__c = ${null}) OR (OtherPhone != ${null} AND Frontline_OtherPhone_Key__c = ${null})
    LIMIT ${SAMPLE}`,
  lead: soql`SELECT Phone, MobilePhone, Frontline_Phone_Key__c, Frontline_MobilePhone_Key__c FROM Lead
    WHERE IsConverted = ${false} AND ((Phone != ${null} AND Frontline_Phone_Key__c = ${null})
    OR (MobilePhone != ${null} AND Frontline_MobilePhone_Key__c = ${null})) LIMIT ${SAMPLE}`,
  account: soql`SELECT Phone, Frontline_Phone_Key__c FROM Account
    WHERE Phone != ${null} AND Frontline_Phone_Key__c = ${null} LIMIT ${SAMPLE}`,
};

/** Some records of a kind that have a text in a phone field, and no key of it. */
export const keylessQuery = (kind: CustomerKind): SoqlText => QUERIES[kind];

const textSchema = z.string().nullish().catch(undefined);
const recordsSchema = z.array(z.record(z.string(), textSchema));

/** Whether one of the records has a number whose key is missing: it was there before the package, or made while the triggers were off. */
export const hasForgottenKey = (kind: CustomerKind, records: readonly unknown[]): boolean =>
  recordsSchema
    .parse(records)
    .some((record) =>
      Object.entries(KEY_OF[kind]).some(([field, key]) => record[key] === null && phoneKey(record[field] ?? '') !== undefined),
    );
