import type { Fields, Row, SaveError } from '../../salesforce/database/database.ts';
import type { ObjectType } from '../../salesforce/schema/schema.ts';
import { ApexError } from '../values/apex-error.ts';
import { fieldValue, fromStored } from '../values/field-value.ts';
import { SObject } from '../values/sobject.ts';
import type { ApexDatabase, DmlOptions, LeadConversion, LeadConversionResult } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';
import { dmlException } from './dml-exception.ts';
import { fireTriggers } from './fire-triggers.ts';
import type { SaveEntry } from './save-entry.ts';
import { saveRecords } from './save-records.ts';

/** Salesforce Help, "Lead Conversion Field Mapping": where standard fields go. */
const TO_CONTACT: Readonly<Record<string, string>> = {
  ...{ FirstName: 'FirstName', LastName: 'LastName', Salutation: 'Salutation', Title: 'Title', Email: 'Email', Phone: 'Phone' },
  ...{ MobilePhone: 'MobilePhone', Fax: 'Fax', Description: 'Description', LeadSource: 'LeadSource', DoNotCall: 'DoNotCall' },
  ...{ HasOptedOutOfEmail: 'HasOptedOutOfEmail', Street: 'MailingStreet', City: 'MailingCity', State: 'MailingState' },
  ...{ PostalCode: 'MailingPostalCode', Country: 'MailingCountry' },
};
const TO_ACCOUNT: Readonly<Record<string, string>> = { Company: 'Name', Phone: 'Phone', Fax: 'Fax', Website: 'Website' };

const fault = (statusCode: string, message: string): SaveError => ({ statusCode, message, fields: [] });

const mapped = (lead: Row, names: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(Object.entries(names).map(([from, to]) => [to, lead[from] ?? null]));

const recordOf = (object: ObjectType, fields: Fields): SObject => {
  const record = new SObject(object);
  for (const [name, value] of Object.entries(fields)) {
    const field = object.fields.get(name.toLowerCase());
    if (field && value !== null) record.values.set(field.name, fieldValue(field, fromStored(field, value as Row[string] & {})));
  }
  return record;
};

const refusalOf = ({ org }: ApexDatabaseDeps, lead: Row | undefined, conversion: LeadConversion): SaveError | undefined => {
  if (!lead || lead['IsDeleted'] === true) return fault('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (lead['IsConverted'] === true) return fault('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot convert a converted lead');
  const status = org.database.findBy('LeadStatus', 'ApiName', [conversion.convertedStatus]).find((row) => row['IsConverted'] === true);
  return status ? undefined : fault('INVALID_STATUS', `invalid convertedStatus: ${conversion.convertedStatus ?? ''}`);
};

const closeDate = (now: number): string => {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), Math.ceil((date.getUTCMonth() + 1) / 3) * 3, 0)).toISOString().slice(0, 10);
};

type Made = Pick<LeadConversionResult, 'accountId' | 'contactId' | 'opportunityId'>;

class Conversion {
  readonly #deps: ApexDatabaseDeps;
  readonly #options: DmlOptions;

  constructor(deps: ApexDatabaseDeps, options: DmlOptions) {
    this.#deps = deps;
    this.#options = { ...options, allOrNone: true };
  }

  run(lead: Row, conversion: LeadConversion): Made {
    const { database, clock } = this.#deps.org;
    const owner = { OwnerId: conversion.ownerId ?? lead['OwnerId'] ?? null };
    const accountId = conversion.accountId ?? this.#insert('Account', { ...mapped(lead, TO_ACCOUNT), ...owner });
    const contactId = conversion.contactId ?? this.#insert('Contact', { ...mapped(lead, TO_CONTACT), ...owner, AccountId: accountId });
    const deal = { Name: `${String(lead['Company'])}-`, AccountId: accountId, StageName: 'Prospecting', CloseDate: closeDate(clock.now()) };
    const opportunityId = conversion.doNotCreateOpportunity ? null : this.#insert('Opportunity', { ...deal, ...owner });
    this.#close(lead, conversion, { accountId, contactId, opportunityId });
    for (const task of database.findBy('Task', 'WhoId', [lead['Id'] ?? null])) {
      database.store('Task', { Id: task['Id'] ?? null, WhoId: contactId, WhatId: opportunityId ?? accountId });
    }
    return { accountId, contactId, opportunityId };
  }

  #insert(objectName: string, fields: Fields): string {
    const record = recordOf(this.#object(objectName), fields);
    saveRecords(this.#deps)('insert', [record], this.#options);
    return record.id ?? '';
  }

  /** The lead is saved with its triggers; what it became is read-only, and stored by the platform. */
  #close(lead: Row, { convertedStatus }: LeadConversion, made: Made): void {
    const { database, clock } = this.#deps.org;
    const object = this.#object('Lead');
    const entry: SaveEntry = {
      ...{ index: 0, record: recordOf(object, { Id: lead['Id'] }), operation: 'update', before: lead, errors: [] },
      draft: {
        ...database.steps.redraft(lead, { Status: convertedStatus, IsConverted: true }, this.#deps.context().userId),
        ConvertedDate: new Date(clock.now()).toISOString().slice(0, 10),
        ConvertedAccountId: made.accountId,
        ConvertedContactId: made.contactId,
        ConvertedOpportunityId: made.opportunityId,
      },
    };
    fireTriggers(this.#deps, { object, operation: 'update', timing: 'before' }, [entry]);
    if (entry.errors.length === 0) entry.errors.push(...database.steps.keep({ object, before: lead, values: entry.draft }).errors);
    fireTriggers(this.#deps, { object, operation: 'update', timing: 'after' }, [entry]);
    if (entry.errors.length > 0) throw dmlException('ConvertLead', [{ index: 0, id: entry.record.id, errors: entry.errors }]);
  }

  #object(name: string): ObjectType {
    const object = this.#deps.org.schema.find(name);
    if (!object) throw new Error(`the org has no ${name}`);
    return object;
  }
}

const nothing = { accountId: null, contactId: null, opportunityId: null };

const errorsOf = (error: ApexError): SaveError[] =>
  (error.details.rows ?? []).map(({ statusCode, message, fields }) => ({ statusCode, message, fields }));

/**
 * Database.convertLead (Apex Developer Guide, "Converting Leads"): makes an account, a contact and perhaps an opportunity, or uses those
 * that are named; activities follow the contact. The triggers of all of them fire, as with "Require Validation for Converted Leads".
 */
export const convertLead =
  (deps: ApexDatabaseDeps): ApexDatabase['convertLead'] =>
  (conversion, options) => {
    deps.context().limits.count('dmlStatements');
    deps.context().limits.count('dmlRows');
    deps.context().hasUncommittedWork = true;
    const { database } = deps.org;
    const start = database.savepoint();
    const lead = database.get('Lead', conversion.leadId);
    const refusal = refusalOf(deps, lead, conversion);
    try {
      if (refusal || !lead) throw dmlException('ConvertLead', [{ index: 0, id: conversion.leadId, errors: refusal ? [refusal] : [] }]);
      return { id: conversion.leadId, success: true, errors: [], ...new Conversion(deps, options).run(lead, conversion) };
    } catch (error) {
      database.rollbackTo(start);
      if (options.allOrNone || !(error instanceof ApexError)) throw error;
      return { id: conversion.leadId, success: false, errors: errorsOf(error), ...nothing };
    }
  };
