import { z } from 'zod';
import type { DirectoryUser } from '../directory/directory.ts';
import type { GroupMembers } from '../routing/routing-facts.ts';
import { ownerOf, userSchema } from './candidate-schema.ts';
import type { DirectoryDependencies } from './directory-dependencies.ts';
import { soql } from './soql.ts';

const groupSchema = z.object({ Id: z.string(), Type: z.string() });
const memberSchema = z.object({ UserOrGroupId: z.string() });

/** Groups within groups; deeper ones are a mistake, or a circle. */
const MAX_DEPTH = 5;
// A rotation over more people than this is no rotation that anybody could follow.
const MAX_MEMBERS = 200;
const USER = '005';

type Deps = Pick<DirectoryDependencies, 'client' | 'workerField' | 'deadlineMs'>;

/**
 * Members of a public group or a queue, by its DeveloperName; undefined when there is none. GroupMember holds direct members only (Object
 * Reference), so that groups within are walked; roles and territories among the members are groups of other types, and are not.
 */
export function groupMembers({ client, workerField, deadlineMs }: Deps) {
  const membersOf = async (groupIds: readonly string[]): Promise<readonly string[]> => {
    const query = soql`SELECT UserOrGroupId FROM GroupMember WHERE GroupId IN ${groupIds} ORDER BY UserOrGroupId LIMIT ${MAX_MEMBERS}`;
    return (await client.query(query, memberSchema, { deadlineMs })).map(({ UserOrGroupId }) => UserOrGroupId);
  };
  const regularOf = async (groupIds: readonly string[]): Promise<readonly string[]> => {
    const query = soql`SELECT Id, Type FROM Group WHERE Id IN ${groupIds}`;
    const groups = await client.query(query, groupSchema, { deadlineMs });
    return groups.filter(({ Type }) => Type === 'Regular').map(({ Id }) => Id);
  };
  const usersWith = async (ids: readonly string[]): Promise<readonly DirectoryUser[]> => {
    if (ids.length === 0) return [];
    const query = soql`SELECT Id, IsActive, Username, FederationIdentifier, Email FROM User WHERE Id IN ${ids} ORDER BY Id`;
    return (await client.query(query, userSchema, { deadlineMs })).map((user) => ownerOf(user.Id, user, workerField));
  };
  return async (developerName: string): Promise<GroupMembers | undefined> => {
    const types = ['Regular', 'Queue'];
    const named = soql`SELECT Id, Type FROM Group WHERE DeveloperName = ${developerName} AND Type IN ${types}`;
    const groups = await client.query(named, groupSchema, { deadlineMs });
    if (groups.length === 0) return undefined;
    const seen = new Set(groups.map(({ Id }) => Id));
    const users = new Set<string>();
    let isPartial = false;
    for (let level = [...seen], depth = 0; level.length > 0 && depth < MAX_DEPTH; depth += 1) {
      const members = await membersOf(level);
      for (const id of members) if (id.startsWith(USER)) users.add(id);
      const within = members.filter((id) => !id.startsWith(USER));
      const regular = within.length === 0 ? [] : await regularOf(within);
      isPartial ||= regular.length < within.length;
      level = regular.filter((id) => !seen.has(id));
      for (const id of level) seen.add(id);
    }
    return { users: await usersWith([...users].slice(0, MAX_MEMBERS)), isPartial };
  };
}
