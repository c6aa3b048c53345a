import type { DirectoryUser } from '../directory/directory.ts';
import type { Calendar } from '../routing/business-hours.ts';
import type { RouteSources } from '../routing/route.ts';
import type { FrontlineWorker } from '../routing/routing-facts.ts';
import type { RoutingRule } from '../routing/routing-rule.ts';

/** A user of the org, and what the messaging app knows of them. */
export interface WorldUser {
  readonly isActive?: boolean;
  /** Has no worker identity. */
  readonly isAnonymous?: boolean;
  readonly federationId?: string;
  /** Absent: never logged in to the messaging app. */
  readonly app?: Partial<Omit<FrontlineWorker, 'identity'>>;
}

export interface RoutingWorld {
  readonly rules: readonly RoutingRule[];
  readonly calendar: Calendar;
  /** By username, in lower case. */
  readonly users: Readonly<Record<string, WorldUser>>;
  /** Members by DeveloperName. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Usernames of owners of Accounts, by the id of the Contact. */
  readonly accountOwners: Readonly<Record<string, string>>;
  readonly lastReps: Readonly<Record<string, string>>;
  readonly defaultWorker?: string | undefined;
}

/** A user of the world as the directory knows them. */
export function userOf(users: RoutingWorld['users'], name: string): DirectoryUser {
  const { isActive = true, isAnonymous = false } = users[name] ?? {};
  return { id: `005-${name}`, isActive, ...(!isAnonymous && { worker: name }) };
}

/** Everything that rules ask, answered from tables. */
export function worldSources({ rules, calendar, users, groups, accountOwners, lastReps, defaultWorker }: RoutingWorld): RouteSources {
  const named = (name: string) => {
    const wanted = name.toLowerCase();
    const found = Object.entries(users).find(([username, { federationId }]) => username === wanted || federationId === name);
    return found && userOf(users, found[0]);
  };
  return {
    rules: { all: () => Promise.resolve(rules) },
    calendar: { current: () => Promise.resolve(calendar) },
    people: {
      userNamed: (name) => Promise.resolve(named(name)),
      members: (group) => {
        const members = groups[group];
        return Promise.resolve(
          members && {
            users: members.filter((one) => one !== 'a role').map((one) => userOf(users, one)),
            isPartial: members.includes('a role'),
          },
        );
      },
    },
    owners: {
      of: (ids) =>
        Promise.resolve(
          new Map(
            ids.map((id) => {
              const owner = accountOwners[id];
              return [id, { owner: userOf(users, 'ana@x'), ...(owner !== undefined && { accountOwner: userOf(users, owner) }) }];
            }),
          ),
        ),
    },
    workers: {
      find: (identity) => {
        const app = users[identity.toLowerCase()]?.app;
        return Promise.resolve(app && { identity: identity.toLowerCase(), isActive: true, isAvailable: true, ...app });
      },
    },
    lastReps: { lastRepOf: (address) => Promise.resolve(lastReps[address]) },
    defaultWorker,
  };
}
