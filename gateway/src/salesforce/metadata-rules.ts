import { z } from 'zod';
import { parseAddress } from '../directory/address.ts';
import type { RoutingRule, RuleCustomer, RuleHours, RuleSource, RuleTarget } from '../routing/routing-rule.ts';
import { metadataRecords, type MetadataDependencies } from './metadata-records.ts';
import { toSalesforceError } from './salesforce-error.ts';
import { soql } from './soql.ts';

const QUERY = soql`SELECT DeveloperName, MasterLabel, Order__c, Channel__c, Business_Number__c, Customer__c, Record_Owner__c, Country_Prefix__c,
  Business_Hours__c, Outside_Hours__c, Holidays__c, Target__c, Target_Name__c, Only_If_Available__c, Fallback__c, Reply__c
  FROM Frontline_Routing_Rule__mdt WHERE Active__c = ${true} ORDER BY DeveloperName`;

const text = z
  .string()
  .nullish()
  .transform((value) => (value?.trim() ? value.trim() : undefined));

const recordSchema = z.object({
  DeveloperName: z.string(),
  MasterLabel: z.string(),
  Order__c: z.number().nullish(),
  Channel__c: text,
  Business_Number__c: text,
  Customer__c: text,
  Record_Owner__c: text,
  Country_Prefix__c: text,
  Business_Hours__c: text,
  Outside_Hours__c: z.boolean().nullish(),
  Holidays__c: text,
  Target__c: text,
  Target_Name__c: text,
  Only_If_Available__c: z.boolean().nullish(),
  Fallback__c: text,
  Reply__c: text,
});

type RuleRecord = z.infer<typeof recordSchema>;

const TARGETS: Readonly<Record<string, RuleTarget>> = {
  Contact_Owner: 'contact_owner',
  Account_Owner: 'account_owner',
  Lead_Owner: 'lead_owner',
  Last_Rep: 'last_rep',
  Fixed_User: 'user',
  Group_Turn: 'turn',
  Nobody: 'nobody',
};
const CUSTOMERS: Readonly<Record<string, RuleCustomer>> = {
  Known: 'known',
  Unknown: 'unknown',
  Contact: 'contact',
  Lead: 'lead',
  Account: 'account',
};

// Queries of custom metadata sort by plain fields only.
const byOrder = (one: RuleRecord, other: RuleRecord) => (one.Order__c ?? Infinity) - (other.Order__c ?? Infinity) || 0;

/**
 * The active rules of `Frontline_Routing_Rule__mdt`, the lowest order first, among equals by developer name. A record that this version
 * cannot read (a value that a later package brought) is left out and logged: a condition that is not understood must not hold.
 */
export function metadataRules(deps: MetadataDependencies): RuleSource {
  const read = unlessOlder(deps, metadataRecords(deps, QUERY, recordSchema));
  const reported = new Set<string>();
  const report = (name: string) => {
    if (!reported.has(name))
      deps.log.warn({ record: name }, 'A Frontline_Routing_Rule__mdt record is not usable: a value in it is unknown');
    reported.add(name);
  };
  return {
    all: async () =>
      (await read()).toSorted(byOrder).flatMap((record) => {
        const rule = toRule(record);
        if (rule === undefined) report(record.DeveloperName);
        return rule ?? [];
      }),
  };
}

/** A package from before these fields had no rules that anybody followed: there are none, which is said once. */
function unlessOlder({ log }: MetadataDependencies, read: () => Promise<readonly RuleRecord[]>) {
  let isReported = false;
  return async (): Promise<readonly RuleRecord[]> => {
    try {
      return await read();
    } catch (thrown) {
      if (toSalesforceError(thrown).upstreamCode !== 'INVALID_FIELD') throw thrown;
      if (!isReported) log.warn('Routing rules are not read: the Frontline package in the org is older than the gateway');
      isReported = true;
      return [];
    }
  };
}

function toRule(record: RuleRecord): RoutingRule | undefined {
  const { Channel__c: channel, Customer__c, Target__c, Business_Number__c } = record;
  const target = TARGETS[Target__c ?? ''];
  const customer = Customer__c === undefined ? undefined : CUSTOMERS[Customer__c];
  const number = Business_Number__c === undefined ? undefined : parseAddress(Business_Number__c)?.number;
  if (target === undefined || (Customer__c !== undefined && !customer) || (Business_Number__c !== undefined && !number)) return undefined;
  if (channel !== undefined && channel !== 'sms' && channel !== 'whatsapp') return undefined;
  return {
    name: record.DeveloperName,
    label: record.MasterLabel,
    target,
    onlyIfAvailable: record.Only_If_Available__c ?? false,
    ...present({
      channel,
      customer,
      businessNumber: number,
      owner: record.Record_Owner__c,
      countryPrefixes: listOf(record.Country_Prefix__c),
      hours: hoursOf(record),
      targetName: record.Target_Name__c,
      fallback: record.Fallback__c,
      reply: record.Reply__c,
    }),
  };
}

function hoursOf({ Business_Hours__c: name, Outside_Hours__c, Holidays__c }: RuleRecord): RuleHours | undefined {
  if (name === undefined) return undefined;
  return { name, isOutside: Outside_Hours__c ?? false, ...present({ holidays: listOf(Holidays__c) }) };
}

const listOf = (texts: string | undefined): readonly string[] | undefined => {
  const list = texts?.split(';').map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
  return list?.length ? list : undefined;
};

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
