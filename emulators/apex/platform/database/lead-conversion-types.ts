import type { LeadConversion, LeadConversionResult } from '../../database/apex-database.ts';
import type { PlatformType } from '../../types/platform-type.ts';

/** Database.LeadConvert: what is to become of a lead. */
export class LeadConvert {
  leadId: string | null = null;
  convertedStatus: string | null = null;
  accountId: string | null = null;
  contactId: string | null = null;
  ownerId: string | null = null;
  doNotCreateOpportunity = false;

  toConversion(): LeadConversion {
    const { convertedStatus, accountId, contactId, ownerId, doNotCreateOpportunity } = this;
    return { leadId: this.leadId ?? '', convertedStatus, accountId, contactId, ownerId, doNotCreateOpportunity };
  }
}

export class LeadConvertOutcome {
  readonly result: LeadConversionResult;

  constructor(result: LeadConversionResult) {
    this.result = result;
  }
}

const setter =
  (name: keyof LeadConversion) =>
  (self: LeadConvert, value: never): void => {
    self[name] = value;
  };

/** Apex Reference Guide, "LeadConvert Class" and "LeadConvertResult Class". */
export const leadConversionTypes: readonly PlatformType[] = [
  {
    name: 'Database.LeadConvert',
    is: (value) => value instanceof LeadConvert,
    constructors: { 'LeadConvert()': () => new LeadConvert() },
    methods: {
      'void setAccountId(Id? id)': setter('accountId'),
      'void setContactId(Id? id)': setter('contactId'),
      'void setConvertedStatus(String status)': setter('convertedStatus'),
      'void setDoNotCreateOpportunity(Boolean doNotCreate)': setter('doNotCreateOpportunity'),
      'void setLeadId(Id id)': setter('leadId'),
      'void setOwnerId(Id? id)': setter('ownerId'),
    },
  },
  {
    name: 'Database.LeadConvertResult',
    is: (value) => value instanceof LeadConvertOutcome,
    methods: {
      'Id getAccountId()': (self: LeadConvertOutcome) => self.result.accountId,
      'Id getContactId()': (self: LeadConvertOutcome) => self.result.contactId,
      'Id getLeadId()': (self: LeadConvertOutcome) => self.result.id,
      'Id getOpportunityId()': (self: LeadConvertOutcome) => self.result.opportunityId,
      'Boolean isSuccess()': (self: LeadConvertOutcome) => self.result.success,
    },
  },
];
