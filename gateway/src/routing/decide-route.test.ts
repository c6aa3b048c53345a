import { describe, expect, it } from '@jest/globals';
import { CALENDAR, decideCase, DESK, OWNER, rule, USERS, type RoutingCase } from '../testing/routing-case.ts';
import { worldSources } from '../testing/routing-world.ts';
import { decideRoute } from './decide-route.ts';

describe('decideRoute', () => {
  it.each<[situation: string, facts: RoutingCase, who: string | undefined, explanation: RegExp]>([
    ['the owner', { owner: 'ana@x' }, 'ana@x', /^Given to ana@x by the rule "Contact owner": ana@x owns the Contact Mara Quist\.\n/],
    [
      'an unknown number',
      {},
      'desk@x',
      /^Given to the default worker desk@x: no rule found a rep\.[^]*1\. Contact owner: the customer is no Contact\./,
    ],
    ['a Lead, where the rule is for Contacts', { owner: 'ana@x', kind: 'lead' }, 'desk@x', /the customer is no Contact/],
    ["a Lead's owner", { rules: [rule({ target: 'lead_owner' })], owner: 'ana@x', kind: 'lead' }, 'ana@x', /owns the Lead Mara Quist/],
    [
      'a Lead of a queue',
      { rules: [rule({ target: 'lead_owner' })], owner: 'a queue', kind: 'lead' },
      'desk@x',
      /a queue owns the Lead Mara Quist/,
    ],
    [
      'an inactive owner',
      { owner: 'eve@x' },
      'desk@x',
      /eve@x is inactive in Salesforce, or not visible to the gateway's user, who owns the Contact/,
    ],
    ['an owner who never logged in', { owner: 'dee@x' }, 'desk@x', /dee@x has never logged in to Frontline, who owns/],
    ['an owner who is deactivated in the app', { owner: 'cy@x' }, 'desk@x', /cy@x is deactivated in Frontline/],
    ['an owner without an identity', { owner: 'integration@x' }, 'desk@x', /the user has no Frontline identity/],
    ['an owner who is not available, where that is no matter', { owner: 'ben@x' }, 'ben@x', /ben@x owns the Contact/],
    [
      'an owner who is not available, where it is',
      { rules: [{ ...OWNER, onlyIfAvailable: true }], owner: 'ben@x' },
      'desk@x',
      /ben@x is not available in Frontline/,
    ],
    [
      'an owner with as many conversations as fit',
      { owner: 'ana@x', full: ['ana@x'] },
      'desk@x',
      /ana@x is in as many conversations as Twilio allows/,
    ],
    [
      'the next rule',
      { rules: [OWNER, DESK], owner: 'dee@x' },
      'desk@x',
      /^Given to desk@x by the rule "The desk": desk@x is named by the rule\.[^]*1\. Contact owner: dee@x has never[^]*2\. The desk: /,
    ],
    [
      'the account owner',
      { rules: [rule({ target: 'account_owner' })], owner: 'ana@x' },
      'desk@x',
      /by the rule "The rule": desk@x owns the Account of Mara Quist/,
    ],
    [
      'no account',
      { rules: [rule({ target: 'account_owner' })], owner: 'ana@x', world: { accountOwners: {} } },
      'desk@x',
      /the customer has no Account/,
    ],
    [
      'an Account itself',
      { rules: [rule({ target: 'account_owner' })], owner: 'ana@x', kind: 'account' },
      'ana@x',
      /owns the Account Mara Quist/,
    ],
    ['the account owner of nobody', { rules: [rule({ target: 'account_owner' })] }, 'desk@x', /the customer has no Account/],
    ['the last rep', { rules: [rule({ target: 'last_rep' })] }, 'ana@x', /ana@x was the last to answer this customer/],
    [
      'no last rep',
      { rules: [rule({ target: 'last_rep' })], world: { lastReps: {} } },
      'desk@x',
      /no rep has answered this customer lately/,
    ],
    [
      'a last rep who left',
      { rules: [rule({ target: 'last_rep' })], world: { lastReps: { '+14155550132': 'cy@x' } } },
      'desk@x',
      /cy@x is deactivated/,
    ],
    ['one user, by username in any case', { rules: [rule({ targetName: 'Ana@X' })] }, 'ana@x', /ana@x is named by the rule/],
    ['one user, by FederationIdentifier', { rules: [rule({ targetName: 'B-17' })] }, 'ben@x', /ben@x is named by the rule/],
    ['a user who does not exist', { rules: [rule({ targetName: 'zoe@x' })] }, 'desk@x', /zoe@x is not a user of Salesforce/],
    [
      'a group in turn',
      { rules: [rule({ target: 'turn', targetName: 'Sales' })] },
      'ana@x or desk@x',
      /is next of 2 in the group Sales who can take it/,
    ],
    [
      'a group of which some can',
      { rules: [rule({ target: 'turn', targetName: 'Sales' })], full: ['ana@x'] },
      'desk@x',
      /next of 1 in the group Sales/,
    ],
    [
      'a group of which nobody can',
      { rules: [rule({ target: 'turn', targetName: 'Night', onlyIfAvailable: true })] },
      'desk@x',
      /nobody in the group Night can take it: ben@x is not available in Frontline; cy@x is deactivated/,
    ],
    ['an empty group', { rules: [rule({ target: 'turn', targetName: 'Empty' })] }, 'desk@x', /the group Empty has no users/],
    [
      'a group with a role in it',
      { rules: [rule({ target: 'turn', targetName: 'Mixed' })] },
      'ana@x',
      /it also has roles or territories, which are not read/,
    ],
    [
      'a group that does not exist',
      { rules: [rule({ target: 'turn', targetName: 'Gone' })] },
      'desk@x',
      /there is no public group or queue "Gone"/,
    ],
    [
      'a fallback',
      { rules: [rule({ targetName: 'cy@x', fallback: 'ana@x' })] },
      'ana@x',
      /ana@x is the fallback of the rule, as cy@x is deactivated/,
    ],
    [
      'a fallback who need not be available',
      { rules: [rule({ targetName: 'cy@x', fallback: 'ben@x', onlyIfAvailable: true })] },
      'ben@x',
      /ben@x is the fallback/,
    ],
    [
      'a fallback who cannot either',
      { rules: [rule({ targetName: 'cy@x', fallback: 'dee@x' }), DESK] },
      'desk@x',
      /cy@x is deactivated in Frontline; and its fallback: dee@x has never logged in/,
    ],
    [
      'a rule that only replies',
      { rules: [rule({ target: 'nobody', reply: 'Closed' }), OWNER], owner: 'ana@x' },
      'ana@x',
      /1\. The rule: holds, and leaves the conversation to the next rule\.\n2\. Contact owner/,
    ],
    ['no rules at all: the owner', { rules: [], owner: 'ana@x' }, 'ana@x', /by the rule "Owner of the contact \(built in\)"/],
    ['no rules at all: the owner of a Lead', { rules: [], owner: 'ana@x', kind: 'lead' }, 'ana@x', /"Owner of the lead \(built in\)"/],
    ['a group of people, which is no number', { from: '+14155550132, +14155550133' }, 'desk@x', /A conversation without a phone number/],
    [
      'no default worker',
      { world: { defaultWorker: undefined } },
      undefined,
      /^Given to nobody: no rule found a rep, and there is no default worker\./,
    ],
    [
      'a default worker who never logged in',
      { world: { defaultWorker: 'dee@x' } },
      undefined,
      /the default worker dee@x has never logged in to Frontline/,
    ],
    [
      'a default worker who is deactivated',
      { world: { defaultWorker: 'cy@x' } },
      undefined,
      /the default worker cy@x is deactivated in Frontline/,
    ],
    [
      'a default worker who is full',
      { full: ['desk@x'] },
      undefined,
      /the default worker desk@x is in as many conversations as Twilio allows/,
    ],
  ])('%s', async (_situation, facts, who, explanation) => {
    const decided = await decideCase(facts);
    expect(decided.who).toBe(who);
    expect(decided.text).toMatch(explanation);
    expect(decided.text).not.toMatch(/Secret Twin|003B|undefined/);
  });

  it('says whose ownership decided, and nothing of the kind where none did', async () => {
    expect((await decideCase({ owner: 'ana@x' })).route.ownership).toEqual({ recordId: '003A', of: 'record', ownerId: '005-ana@x' });
    const account = await decideCase({ rules: [rule({ target: 'account_owner' })], owner: 'ana@x' });
    expect(account.route.ownership).toEqual({ recordId: '003A', of: 'account', ownerId: '005-desk@x' });
    expect((await decideCase({ rules: [DESK], owner: 'ana@x' })).route).not.toHaveProperty('ownership');
    expect((await decideCase({ rules: [{ ...OWNER, fallback: 'desk@x' }], owner: 'dee@x' })).route).not.toHaveProperty('ownership');
  });

  it('keeps to 4,000 characters however many rules there are, and never loses the outcome', async () => {
    const rules = Array.from({ length: 300 }, (_, at) => rule({ label: `Rule ${at}`, channel: 'whatsapp' }));
    const { text } = await decideCase({ rules: [...rules, OWNER], owner: 'ana@x' });
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text).toMatch(/^Given to ana@x by the rule "Contact owner"[^]*1\. Rule 0[^]*\.\.\. and \d+ more\.$/);
  });

  it('asks nothing that its rules do not need', async () => {
    const sources = worldSources({ rules: [DESK], calendar: CALENDAR, users: USERS, groups: {}, accountOwners: {}, lastReps: {} });
    const never = () => Promise.reject(new Error('asked'));
    const careful = { ...sources, calendar: { current: never }, owners: { of: never }, lastReps: { lastRepOf: never } };
    expect((await decideRoute(careful)({ at: new Date('2026-11-20T17:00:00Z') })).who).toEqual({ worker: 'desk@x' });
  });
});
