import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_WORKERS } from '../stack/demo-account.ts';
import { requireRegion } from '../stack/hostile-org.ts';
import type { RunningOrg } from '../stack/start-org.ts';
import type { Storm } from './ride-storm.ts';
import type { Misfortune } from './weather.ts';

type Named = Omit<Misfortune, 'at'>;
type Row = ReturnType<RunningOrg['org']['database']['rows']>[number];

const REQUIRED_MS = 2_000;
const PEOPLE = 10;

/** An admin makes a field of Task required that nobody fills, and is told before long. */
export const fieldRequired = ({ stack }: Storm): Named => ({
  name: `a field of Task is required for ${REQUIRED_MS} ms`,
  strike: async () => {
    requireRegion(stack.salesforce.org, true);
    await sleep(REQUIRED_MS); // the mistake is the misfortune, not a wait for something else
    requireRegion(stack.salesforce.org, false);
  },
});

/** A rep leaves the company: the user is deactivated, the customers keep their owner. */
export const ownerLeaves = ({ stack }: Storm): Named => ({
  name: 'an owner is deactivated',
  strike: () => {
    const { database } = stack.salesforce.org;
    const [user] = database.findBy('User', 'Username', [DEMO_WORKERS.ben]);
    database.store('User', { ...user, IsActive: false });
    return Promise.resolve();
  },
});

/** Somebody cleans up: customers who text are merged into others, and Leads become Contacts. */
export const cleanedUp = ({ stack }: Storm): Named => ({
  name: `${PEOPLE} Contacts are merged away, ${PEOPLE} Leads converted`,
  strike: () => {
    const { database, schema } = stack.salesforce.org;
    const contact = schema.find('Contact');
    if (!contact) throw new Error('every org has contacts');
    const texting = database.rows('Contact').filter(({ LastName }) => String(LastName).startsWith('Customer'));
    for (let n = 0; n < PEOPLE; n += 1) {
      const [master, loser] = texting.slice(2 * n, 2 * n + 2);
      if (master && loser) database.steps.merge(contact, master, loser);
    }
    for (const lead of openLeads(stack.salesforce)) convert(stack.salesforce, lead);
    return Promise.resolve();
  },
});

/** Some of the customers are Leads. */
export function makeLeads({ org }: Pick<RunningOrg, 'org'>, numbers: readonly string[]): void {
  const [owner] = org.database.findBy('User', 'Username', [DEMO_WORKERS.ana]);
  const strangers = numbers.filter((number) => org.database.findBy('Contact', 'MobilePhone', [number]).length === 0);
  for (const [n, number] of strangers.slice(0, PEOPLE).entries())
    org.database.insert('Lead', { LastName: `Lead ${n}`, Company: 'Northwind', MobilePhone: number, OwnerId: owner?.Id });
}

const openLeads = ({ org }: Pick<RunningOrg, 'org'>): readonly Row[] =>
  org.database.rows('Lead').filter(({ LastName, IsConverted }) => String(LastName).startsWith('Lead ') && IsConverted !== true);

/** As Salesforce converts: a Contact takes over the number and the Tasks, the Lead points to it and stays. */
function convert({ org }: Pick<RunningOrg, 'org'>, lead: Row): void {
  const { Id = null, LastName = null, MobilePhone = null, OwnerId = null } = lead;
  const { database } = org;
  const { id } = database.insert('Contact', { LastName, MobilePhone, OwnerId });
  for (const task of database.findBy('Task', 'WhoId', [Id])) database.store('Task', { ...task, WhoId: id });
  database.store('Lead', { ...lead, IsConverted: true, ConvertedContactId: id });
}
