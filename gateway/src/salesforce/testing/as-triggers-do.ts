import { phoneKey } from '../../directory/phone-key.ts';

const KEYED = ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'];

/** The fields of a record with the keys that the package's triggers write beside its numbers. */
export const asTriggersDo = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...fields,
  ...Object.fromEntries(
    KEYED.filter((name) => name in fields).map((name) => [`Frontline_${name}_Key__c`, phoneKey(String(fields[name])) ?? null]),
  ),
});
