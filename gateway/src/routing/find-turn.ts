import { candidates, type Bounds } from './candidates.ts';
import { whyNotRoutable } from './candidate.ts';
import type { RouteSources, Tried } from './route.ts';

/** Those members of a group or queue who can take a conversation now. Whose turn it is, the store says. */
export function findTurn(sources: Pick<RouteSources, 'people' | 'workers'>) {
  const { candidate } = candidates(sources);
  return async (group: string, bounds: Bounds): Promise<Tried> => {
    const members = await sources.people.members(group);
    if (!members) return { obstacle: `there is no public group or queue "${group}"` };
    const unread = members.isPartial ? ' (it also has roles or territories, which are not read)' : '';
    if (members.users.length === 0) return { obstacle: `the group ${group} has no users${unread}` };
    const all = await Promise.all(members.users.map((user) => candidate('a member', user)));
    const obstacles = all.map((member) => whyNotRoutable(member, bounds));
    const able = all.flatMap(({ worker }, at) => (worker && obstacles[at] === undefined ? [worker.identity] : []));
    if (able.length === 0) return { obstacle: `nobody in the group ${group} can take it: ${told(obstacles)}${unread}` };
    const because = `is next of ${able.length} in the group ${group} who can take it${unread}`;
    return { who: { turn: { ring: group.toLowerCase(), members: [...new Set(able)].sort() } }, because };
  };
}

const MOST_TOLD = 5;

/** Why each cannot, as long as there are few. */
function told(obstacles: readonly (string | undefined)[]): string {
  const known = obstacles.filter((obstacle) => obstacle !== undefined);
  const more = known.length > MOST_TOLD ? `; and ${known.length - MOST_TOLD} more` : '';
  return `${known.slice(0, MOST_TOLD).join('; ')}${more}`;
}
