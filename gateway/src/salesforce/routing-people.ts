import type { RoutingPeople } from '../routing/routing-facts.ts';
import { ownerOf, userSchema } from './candidate-schema.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { groupMembers } from './group-members.ts';
import { remembered } from './remembered.ts';
import { soql } from './soql.ts';

const DEFAULT_TTL_MS = 60_000;

export type PeopleDependencies = Pick<DirectoryDependencies, 'client' | 'clock' | 'workerField' | 'deadlineMs' | 'cacheTtlMs'>;

/** Users by the names that rules have, and members of groups; remembered for a minute. */
export function routingPeople(deps: PeopleDependencies): RoutingPeople {
  const { client, clock, workerField, deadlineMs, cacheTtlMs: ttlMs = DEFAULT_TTL_MS } = deps;
  const named = remembered({
    clock,
    ttlMs,
    look: async (name) => {
      const query = soql`SELECT Id, IsActive, Username, FederationIdentifier, Email FROM User
        WHERE Username = ${name} OR FederationIdentifier = ${name} ORDER BY CreatedDate, Id LIMIT ${2}`;
      const users = await client.query(query, userSchema, { deadlineMs });
      const user = users.find(({ IsActive }) => IsActive) ?? users[0];
      return user && ownerOf(user.Id, user, workerField);
    },
  });
  const members = remembered({ clock, ttlMs, look: groupMembers(deps) });
  return {
    userNamed: (name) => named(name.trim().toLowerCase()),
    members: (group) => members(group.trim()),
  };
}
