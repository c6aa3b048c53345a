import { describeField } from '@frontline/emulators/describe-field';
import type { Org, OrgOptions } from '@frontline/emulators/org';

const REGION = 'Region__c';
const RENAMED = { 'Not Started': 'Offen', 'In Progress': 'In Arbeit', Completed: 'Erledigt' } as const;

/** Messages that somebody else's automation refuses, by the end of their key: one in 85, whatever happens to them. */
const OBJECTIONS = [
  { ending: '77', reason: 'Nobody texts on a Sunday.' },
  { ending: 'a1', reason: 'Not in my org' },
  { ending: 'b2', reason: 'Division by zero' },
] as const;
const [BY_RULE, BY_TRIGGER, BY_EXCEPTION] = OBJECTIONS;

/** What admins and other vendors make of an org that a package is installed in, before that. */
export const HOSTILE_ORG: OrgOptions = {
  personAccounts: true,
  customFields: { Activity: [describeField({ name: REGION, type: 'string', length: 20 })] },
};

/** What the org's own automation says against the Task of a message; undefined: nothing. */
export const objectionTo = (key: string): string | undefined => OBJECTIONS.find(({ ending }) => key.endsWith(ending))?.reason;

/** The rest of it, as far as it hinders nobody: private sharing, renamed statuses, a duplicate rule. */
export function makeHostile({ sharing, database, rules }: Org): void {
  for (const name of ['Contact', 'Account', 'Lead', 'Task']) sharing.setDefault(name, 'Private');
  for (const [from, to] of Object.entries(RENAMED)) {
    const [status] = database.findBy('TaskStatus', 'ApiName', [from]);
    database.store('TaskStatus', { ...status, MasterLabel: to, ApiName: to });
  }
  rules.addDuplicateRule('Contact', { name: 'Same_Mobile', fields: ['MobilePhone'], message: 'Use one of these records?' });
}

/** A validation rule and another vendor's trigger, which refuse the Tasks of some messages. */
export function objectToSome({ rules, foreignTriggers }: Org): void {
  rules.addValidationRule('Task', {
    name: 'No_Sundays',
    isBroken: (row) => String(row.Frontline_Key__c).endsWith(BY_RULE.ending),
    message: BY_RULE.reason,
  });
  foreignTriggers.push({
    name: 'VendorTaskTrigger',
    objectName: 'Task',
    events: new Set(['before insert', 'before update']),
    judge: (read) => {
      const key = String(read('Frontline_Key__c'));
      if (key.endsWith(BY_EXCEPTION.ending)) throw new Error(BY_EXCEPTION.reason);
      return key.endsWith(BY_TRIGGER.ending) ? BY_TRIGGER.reason : undefined;
    },
  });
}

/** An admin makes a field of Activity required that nobody fills, or leaves it be again. */
export function requireRegion({ schema }: Org, isRequired: boolean): void {
  const field = schema.find('Task')?.fields.get(REGION.toLowerCase());
  if (!field) throw new Error(`the org has no ${REGION}: it was not made hostile`);
  Object.assign(field, { nillable: !isRequired });
}
