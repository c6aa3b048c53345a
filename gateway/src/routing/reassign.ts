import type { Clock } from '../clock.ts';
import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationStates } from '../conversations/conversation-states.ts';
import type { ConversationsApi } from '../conversations/conversations-api.ts';
import type { Directory } from '../directory/directory.ts';
import { toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import { decideRoute } from './decide-route.ts';
import { MAX_EXPLANATION } from './explain-route.ts';
import { moveNote } from './move-note.ts';
import type { OwnerChange } from './owner-entry.ts';
import { ownerIn, ownerState } from './owner-state.ts';
import { peopleIn } from './people-in.ts';
import type { Reassignments, Standing } from './reassignments.ts';
import type { Route, RouteSources } from './route.ts';
import type { Situation } from './routing-facts.ts';
import { situationOf } from './situation-of.ts';

export interface ReassignDeps extends RouteSources {
  readonly directory: Directory;
  readonly reassignments: Pick<Reassignments, 'find' | 'amend'>;
  readonly conversations: ConversationsApi;
  readonly memory: ConversationMemory;
  readonly states: Pick<ConversationStates, 'stateOf'>;
  readonly clock: Clock;
  readonly log: Log;
}

// https://www.twilio.com/docs/api/errors/50214: the identity is in as many conversations as fit (1,000).
const WORKER_IS_FULL = '50214';

/**
 * Looks into a change of owner: an open conversation moves to the new owner, if the rules say so and nobody moved it by hand. The new owner
 * joins before the old one leaves; the customer notices nothing. Doing it twice does no harm.
 * Answers the note that goes on record; rejects with a transient GatewayError when anybody fails who has to be asked.
 */
export function reassign(deps: ReassignDeps) {
  const { reassignments, states } = deps;
  const move = moveTo(deps);
  return async ({ conversationSid, version }: OwnerChange): Promise<readonly Activity[]> => {
    const standing = await reassignments.find(conversationSid);
    if (!standing || (await states.stateOf(conversationSid)) === 'closed') return [];
    // Storing the move and ending it are a version each.
    if (standing.leaving !== undefined && standing.version === version + 1) return end(deps, standing);
    if (standing.leaving === undefined && standing.version === version + 2) return [moveNote(standing, deps.clock.now())];
    return standing.version === version ? move(standing) : [];
  };
}

function moveTo(deps: ReassignDeps) {
  const { conversations, reassignments, clock } = deps;
  const decide = decideRoute(deps);
  const situation = situationOf({ directory: deps.directory, clock });
  return async (standing: Standing): Promise<readonly Activity[]> => {
    const { conversationSid, worker: old, ownership } = standing.decision;
    const present = await peopleIn(conversations, conversationSid);
    if (!present || old === undefined || !ownership) return [];
    const now = await situation(present.customer);
    const route = await decide(now);
    const next = route.who && 'worker' in route.who ? route.who.worker : undefined;
    if (isMovedByHand([...present.workers.keys()], { old, next })) return letGo(deps, standing);
    if (!route.ownership || next === undefined) return refuse(deps, { standing, route, now });
    if (next === old) {
      const decision = { conversationSid, worker: old, reason: route.explain(), ownership: route.ownership, ...ruleOf(route) };
      await reassignments.amend(standing, { decision });
      return [];
    }
    try {
      await conversations.addWorker(conversationSid, next);
    } catch (thrown) {
      if (toGatewayError(thrown).upstreamCode !== WORKER_IS_FULL) throw thrown;
      return refuse(deps, { standing, route, now, because: `${next} is in as many conversations as Twilio allows` });
    }
    const reason = route.retell(`Moved from ${old} to ${next}, the new owner.`);
    const decision = { conversationSid, worker: next, reason, ownership: route.ownership, ...ruleOf(route) };
    if ((await reassignments.amend(standing, { decision, leaving: old })) === 'lost') return [];
    return end(deps, { ...standing, decision, leaving: old, version: standing.version + 1 });
  };
}

/** Whoever is in it besides the worker we put there was not put there by us; a move that was cut short has the next one in it as well. */
const isMovedByHand = (present: readonly string[], { old, next }: { readonly old: string; readonly next: string | undefined }) =>
  !present.includes(old) || present.some((identity) => identity !== old && identity !== next);

const ruleOf = ({ rule }: Route) => (rule === undefined ? {} : { rule });

/** Takes the old worker out: the new one is in. */
async function end(deps: ReassignDeps, { leaving, ...standing }: Standing): Promise<readonly Activity[]> {
  const { conversations, memory, reassignments, clock, log } = deps;
  const { conversationSid, worker } = standing.decision;
  const left = leaving === undefined ? undefined : (await peopleIn(conversations, conversationSid))?.workers.get(leaving);
  if (left) await conversations.removeParticipant(conversationSid, left.sid);
  if (worker !== undefined) await memory.learn({ conversationSid, worker });
  await reassignments.amend(standing, { decision: standing.decision });
  log.info({ conversationSid, worker, leaving }, 'conversation moved to the new owner');
  return [moveNote({ ...standing, version: standing.version + 1 }, clock.now())];
}

/** A person gave the conversation to somebody: from now on it is left alone. */
async function letGo({ reassignments, log }: ReassignDeps, standing: Standing): Promise<readonly Activity[]> {
  const { conversationSid, worker, reason } = standing.decision;
  const told = `Left where it is: somebody has given the conversation to other reps by hand since it was routed.\n${reason}`;
  const decision = { conversationSid, reason: told.slice(0, MAX_EXPLANATION), ...(worker !== undefined && { worker }) };
  await reassignments.amend(standing, { decision });
  log.info({ conversationSid }, 'conversation was moved by hand: its owner is not followed any more');
  return [];
}

interface Refusal {
  readonly standing: Standing;
  readonly route: Route;
  readonly now: Situation;
  readonly because?: string;
}

/** The new owner cannot take it: it stays, until something about that owner changes. */
async function refuse(deps: ReassignDeps, { standing, route, now, because }: Refusal): Promise<readonly Activity[]> {
  const { worker = '', ownership } = standing.decision;
  const record = ownership?.of === 'account' ? (await deps.owners.of([ownership.recordId])).get(ownership.recordId) : undefined;
  const owner = ownership && ownerIn(ownership, record ?? (now.match && { owner: now.match.owner }));
  const reason = route.retell(`Stays with ${worker}: ${because ?? 'the new owner cannot take it'}.`);
  const refused = owner && (await ownerState(deps)(owner));
  await deps.reassignments.amend(standing, { decision: { ...standing.decision, reason }, ...(refused !== undefined && { refused }) });
  return [];
}
