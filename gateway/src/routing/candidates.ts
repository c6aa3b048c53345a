import type { DirectoryUser } from '../directory/directory.ts';
import { whyNotRoutable, type Candidate } from './candidate.ts';
import type { Ownership, RouteSources, Tried } from './route.ts';

/** Reps as they would be called on, and whether they may be. */
export interface Bounds {
  readonly onlyIfAvailable: boolean;
  /** Identities that are in as many conversations as Twilio allows. */
  readonly full: ReadonlySet<string>;
}

/** Brings together what Salesforce and the messaging app know of somebody. */
export function candidates({ people, workers }: Pick<RouteSources, 'people' | 'workers'>) {
  const candidate = async (called: string, user: DirectoryUser | undefined): Promise<Candidate> => {
    const worker = user?.isActive && user.worker !== undefined ? await workers.find(user.worker) : undefined;
    return { called, user, worker };
  };
  return { candidate, candidateNamed: async (name: string) => candidate(name, await people.userNamed(name)) };
}

/** A candidate as the outcome of a rule. */
export function judged(
  candidate: Candidate,
  { because, ownership, ...bounds }: Bounds & { readonly because: string; readonly ownership?: Ownership },
): Tried {
  const { worker } = candidate;
  const obstacle = whyNotRoutable(candidate, bounds);
  if (obstacle !== undefined || !worker) return { obstacle: `${obstacle ?? 'nobody'}${ownership ? `, who ${because}` : ''}` };
  return { who: { worker: worker.identity }, because, ...(ownership && { ownership }) };
}
