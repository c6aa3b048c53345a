import { parseAddress } from '../directory/address.ts';
import type { CustomerKind, CustomerMatch } from '../directory/directory.ts';
import { decideRoute } from '../routing/decide-route.ts';
import type { RoutingRule } from '../routing/routing-rule.ts';
import { userOf, worldSources, type RoutingWorld } from './routing-world.ts';

export const USERS = {
  'ana@x': { app: {} },
  'ben@x': { app: { isAvailable: false }, federationId: 'B-17' },
  'cy@x': { app: { isActive: false } },
  'dee@x': {},
  'eve@x': { isActive: false, app: {} },
  'desk@x': { app: {} },
  'integration@x': { isAnonymous: true },
} as const satisfies RoutingWorld['users'];
const WEEKDAYS = { from: 9 * 60, to: 17 * 60 };
const OFFICE = {
  name: 'Office',
  isActive: true,
  timeZone: 'America/New_York',
  days: [undefined, WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, undefined],
};
export const CALENDAR = {
  hours: [OFFICE, { ...OFFICE, name: 'Retired', isActive: false }],
  holidays: [
    { name: 'Thanksgiving', day: '2026-11-26' },
    { name: 'Trading Day', day: '2026-11-27', period: { from: 780, to: 1440 } },
  ],
};
// Friday noon in New York.
const NOON = '2026-11-20T17:00:00Z';

/** A rule that gives to ana@x, with whatever is different. */
export const rule = (change: Partial<RoutingRule> = {}): RoutingRule => ({
  name: 'rule',
  label: 'The rule',
  target: 'user',
  targetName: 'ana@x',
  onlyIfAvailable: false,
  ...change,
});
export const OWNER = rule({ name: 'owner', label: 'Contact owner', target: 'contact_owner' });
export const DESK = rule({ name: 'desk', label: 'The desk', targetName: 'desk@x' });

/** One conversation that has to be given to somebody. */
export interface RoutingCase {
  readonly rules?: readonly RoutingRule[];
  /** Username of the owner of the customer's record; absent: unknown number. */
  readonly owner?: string;
  readonly kind?: CustomerKind;
  readonly from?: string;
  readonly to?: string;
  readonly at?: string;
  readonly full?: readonly string[];
  readonly world?: Partial<RoutingWorld>;
}

function matchOf(owner: string, kind: CustomerKind): CustomerMatch {
  const user = owner === 'a queue' ? { id: '00G1', isActive: false } : userOf(USERS, owner);
  return { customer: { id: '003A', displayName: 'Mara Quist' }, kind, owner: user, others: [{ id: '003B', displayName: 'Secret Twin' }] };
}

/** Who gets it, and why; nobody outside of the case's tables is asked. */
export async function decideCase({
  rules = [OWNER],
  owner,
  kind = 'contact',
  from = '+14155550132',
  to = '+14155550100',
  at = NOON,
  ...more
}: RoutingCase) {
  const world: RoutingWorld = {
    rules,
    calendar: CALENDAR,
    users: USERS,
    groups: { Sales: ['ana@x', 'desk@x'], Night: ['ben@x', 'cy@x'], Empty: [], Mixed: ['ana@x', 'a role'] },
    accountOwners: { '003A': 'desk@x' },
    lastReps: { '+14155550132': 'ana@x' },
    defaultWorker: 'desk@x',
    ...more.world,
  };
  const address = parseAddress(from);
  const businessNumber = parseAddress(to)?.number;
  const route = await decideRoute(worldSources(world))(
    {
      at: new Date(at),
      ...(address && { address }),
      ...(businessNumber !== undefined && { businessNumber }),
      ...(owner !== undefined && { match: matchOf(owner, kind) }),
    },
    new Set(more.full),
  );
  const who = route.who && ('worker' in route.who ? route.who.worker : route.who.turn.members.join(' or '));
  return { route, who, text: route.explain(who) };
}
