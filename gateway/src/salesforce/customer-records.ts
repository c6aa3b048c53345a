import parsePhoneNumber from 'libphonenumber-js/max';
import { z } from 'zod';
import type { CreatedCustomer, CustomerRecords, NewCustomer } from '../directory/customer-records.ts';
import type { GatewayError } from '../errors.ts';
import type { SalesforceClient } from './client.ts';
import { cutText } from './cut-text.ts';
import { duplicatesIn } from './duplicates-in.ts';
import { canonicalNumber } from './read-phone.ts';
import { recordKind } from '../directory/record-kind.ts';
import { toSalesforceError } from './salesforce-error.ts';
import { soql } from './soql.ts';
import type { SoqlText } from './soql-text.ts';

export interface CustomerRecordsDeps {
  readonly client: SalesforceClient;
  readonly deadlineMs?: number | undefined;
}

const DEFAULT_DEADLINE_MS = 4_000;
const OBJECTS = { lead: 'Lead', contact: 'Contact' } as const;
// Object Reference: Contact and Lead, LastName 80, Lead.Company 255, Email 80.
const LENGTHS = { LastName: 80, Company: 255 } as const;

/** How the org is to take it: by its own assignment rule, and only if its duplicate rules let it pass without a warning. */
const HEADERS = {
  'Sforce-Auto-Assign': 'TRUE',
  'Sforce-Duplicate-Rule-Header': 'allowSave=false',
};

/** Leads and Contacts for new customers. `Frontline_Address__c` is unique: the org itself sees to it that a number gets one record. */
export function customerRecords({ client, deadlineMs = DEFAULT_DEADLINE_MS }: CustomerRecordsDeps): CustomerRecords {
  const existing = existingRecord({ client, deadlineMs });
  return {
    create: async (customer) => {
      const object = OBJECTS[customer.kind];
      try {
        const id = await client.create({ object, fields: fieldsOf(customer), headers: HEADERS, deadlineMs });
        return { id, kind: customer.kind, isNew: true };
      } catch (thrown) {
        const error = toSalesforceError(thrown);
        if (!isRefusal(error)) throw error;
        return (await existing(customer, error)) ?? { refused: error.message };
      }
    },
    remove: async (id) => {
      // Lists hold Contacts alone: a Lead or an Account that a conversation led to is not the app's to delete.
      if (recordKind(id) !== 'contact') return { refused: 'Only Contacts are deleted.' };
      try {
        await client.remove({ object: OBJECTS.contact, id, deadlineMs });
        return {};
      } catch (thrown) {
        const error = toSalesforceError(thrown);
        // Somebody was faster.
        if (error.upstreamCode === 'ENTITY_IS_DELETED') return {};
        if (!isRefusal(error)) throw error;
        return { refused: error.message };
      }
    },
  };
}

/** An answer about the record, as opposed to an outage or a limit of the moment. */
const isRefusal = ({ code, upstreamCode }: GatewayError): boolean => code === 'upstream_refused' && upstreamCode !== 'API_DISABLED_FOR_ORG';

function fieldsOf({ kind, number, lastName, company, email, ownerId }: NewCustomer): Readonly<Record<string, string>> {
  const isLandline = parsePhoneNumber(number)?.getType() === 'FIXED_LINE';
  return {
    LastName: cutText(lastName, LENGTHS.LastName),
    ...(kind === 'lead' && { Company: cutText(company, LENGTHS.Company) }),
    [isLandline ? 'Phone' : 'MobilePhone']: number,
    Frontline_Address__c: canonicalNumber(number),
    ...(email !== undefined && { Email: email }),
    ...(ownerId !== undefined && { OwnerId: ownerId }),
  };
}

const byAddressSchema = z.object({ Id: z.string(), ConvertedContactId: z.string().nullish() });

const BY_ADDRESS: Readonly<Record<NewCustomer['kind'], (number: string) => SoqlText>> = {
  contact: (number) => soql`SELECT Id FROM Contact WHERE Frontline_Address__c = ${number} LIMIT ${1}`,
  lead: (number) => soql`SELECT Id, ConvertedContactId FROM Lead WHERE Frontline_Address__c = ${number} LIMIT ${1}`,
};

/** The record that kept a new one from being made: it has our key already, or a duplicate rule of the org takes it for the same. */
function existingRecord({ client, deadlineMs }: Required<CustomerRecordsDeps>) {
  return async ({ kind, number }: NewCustomer, error: GatewayError): Promise<CreatedCustomer | undefined> => {
    if (error.upstreamCode === 'DUPLICATES_DETECTED') return asExisting(duplicatesIn(error.cause)[0]);
    if (error.upstreamCode !== 'DUPLICATE_VALUE') return undefined;
    const [found] = await client.query(BY_ADDRESS[kind](canonicalNumber(number)), byAddressSchema, { deadlineMs });
    return asExisting(found?.ConvertedContactId ?? found?.Id);
  };
}

function asExisting(id: string | undefined): CreatedCustomer | undefined {
  const kind = id === undefined ? undefined : recordKind(id);
  return id === undefined || kind === undefined ? undefined : { id, kind, isNew: false };
}
