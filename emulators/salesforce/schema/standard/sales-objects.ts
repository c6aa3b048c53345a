import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const stages = ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost'];

const opportunity = describeObject({
  name: 'Opportunity',
  keyPrefix: '006',
  labelPlural: 'Opportunities',
  fields: [
    k.lookup('AccountId', { objects: ['Account'], children: 'Opportunities' }),
    k.text('Name', 120, { ...k.required, nameField: true }),
    k.longText('Description', 32_000),
    k.choice('StageName', stages, k.required),
    k.money('Amount'),
    k.date('CloseDate', k.required),
    k.lookup('OwnerId', { objects: ['User'] }, { nillable: false }),
  ],
});

const supportCase = describeObject({
  name: 'Case',
  keyPrefix: '500',
  autoNumber: '{00000000}',
  fields: [
    k.text('CaseNumber', 30, { ...k.readOnly, nillable: false, nameField: true }),
    k.lookup('ContactId', { objects: ['Contact'], children: 'Cases' }),
    k.lookup('AccountId', { objects: ['Account'], children: 'Cases' }),
    k.choice('Status', ['New', 'Working', 'Escalated', 'Closed'], { nillable: false, defaultValue: 'New' }),
    k.choice('Origin', ['Phone', 'Email', 'Web']),
    k.choice('Priority', ['High', 'Medium', 'Low'], { defaultValue: 'Medium' }),
    k.text('Subject', 255),
    k.longText('Description', 32_000),
    k.lookup('OwnerId', { objects: ['Group', 'User'] }, { nillable: false }),
  ],
});

/** What a Task may be related to besides an Account. */
export const salesObjects = [opportunity, supportCase];
