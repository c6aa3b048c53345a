import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const salutations = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'];
const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

/** Object Reference, "address compound fields": 255, 40, 80, 20, 80 characters. */
const address = (prefix: string) => [
  k.longText(`${prefix}Street`, 255),
  k.text(`${prefix}City`, 40),
  k.text(`${prefix}State`, 80),
  k.text(`${prefix}PostalCode`, 20),
  k.text(`${prefix}Country`, 80),
];

const personName = (total: number) => [
  k.text('LastName', 80, k.required),
  k.text('FirstName', 40),
  k.choice('Salutation', salutations, { length: 40 }),
  k.text('Name', total, { ...k.readOnly, nillable: false, nameField: true }),
];

const account = describeObject({
  name: 'Account',
  keyPrefix: '001',
  fields: [
    k.text('Name', 255, { ...k.required, nameField: true }),
    k.choice('Type', ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner', 'Other']),
    k.lookup('ParentId', { objects: ['Account'], children: 'ChildAccounts' }),
    k.lookup('MasterRecordId', { objects: ['Account'] }, k.readOnly),
    ...address('Billing'),
    ...address('Shipping'),
    k.phone('Phone'),
    k.phone('Fax'),
    k.text('AccountNumber', 40),
    k.url('Website'),
    k.choice('Industry', ['Agriculture', 'Banking', 'Construction', 'Education', 'Retail', 'Shipping', 'Technology', 'Other']),
    k.money('AnnualRevenue'),
    k.whole('NumberOfEmployees'),
    k.longText('Description', 32_000),
    k.lookup('OwnerId', { objects: ['User'] }, { nillable: false }),
    k.date('LastActivityDate', k.readOnly),
  ],
});

const contact = describeObject({
  name: 'Contact',
  keyPrefix: '003',
  fields: [
    k.lookup('AccountId', { objects: ['Account'], children: 'Contacts' }),
    ...personName(121),
    ...address('Mailing'),
    ...address('Other'),
    k.phone('Phone'),
    k.phone('Fax'),
    k.phone('MobilePhone'),
    k.phone('HomePhone'),
    k.phone('OtherPhone'),
    k.phone('AssistantPhone'),
    k.lookup('ReportsToId', { objects: ['Contact'] }),
    k.lookup('MasterRecordId', { objects: ['Contact'] }, k.readOnly),
    k.email('Email', { idLookup: true }),
    k.text('Title', 128),
    k.text('Department', 80),
    k.text('AssistantName', 40),
    k.choice('LeadSource', leadSources),
    k.date('Birthdate'),
    k.longText('Description', 32_000),
    k.flag('HasOptedOutOfEmail'),
    k.flag('DoNotCall'),
    k.lookup('OwnerId', { objects: ['User'] }, { nillable: false }),
    k.date('LastActivityDate', k.readOnly),
  ],
});

const lead = describeObject({
  name: 'Lead',
  keyPrefix: '00Q',
  fields: [
    ...personName(121),
    k.text('Title', 128),
    k.text('Company', 255, k.required),
    k.longText('Street', 255),
    k.text('City', 40),
    k.text('State', 80),
    k.text('PostalCode', 20),
    k.text('Country', 80),
    k.phone('Phone'),
    k.phone('MobilePhone'),
    k.phone('Fax'),
    k.email('Email', { idLookup: true }),
    k.url('Website'),
    k.longText('Description', 32_000),
    k.choice('LeadSource', leadSources),
    k.choice('Status', ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'], {
      nillable: false,
      defaultValue: 'Open - Not Contacted',
    }),
    k.date('LastActivityDate', k.readOnly),
    k.flag('IsConverted', k.readOnly),
    k.date('ConvertedDate', k.readOnly),
    k.lookup('ConvertedAccountId', { objects: ['Account'] }, k.readOnly),
    k.lookup('ConvertedContactId', { objects: ['Contact'] }, k.readOnly),
    k.lookup('ConvertedOpportunityId', { objects: ['Opportunity'] }, k.readOnly),
    k.lookup('MasterRecordId', { objects: ['Lead'] }, k.readOnly),
    k.flag('DoNotCall'),
    k.flag('HasOptedOutOfEmail'),
    k.lookup('OwnerId', { objects: ['Group', 'User'] }, { nillable: false }),
  ],
});

const leadStatus = describeObject({
  name: 'LeadStatus',
  keyPrefix: '01J',
  labelPlural: 'Lead Statuses',
  createable: false,
  updateable: false,
  deletable: false,
  searchable: false,
  fields: [
    k.text('MasterLabel', 255, { nillable: false, nameField: true }),
    k.text('ApiName', 255, { nillable: false }),
    k.whole('SortOrder'),
    k.flag('IsDefault'),
    k.flag('IsConverted'),
  ],
});

/** Account, Contact, Lead and the statuses of leads (Object Reference for the Salesforce Platform, API 65.0). */
export const personObjects = [account, contact, lead, leadStatus];
