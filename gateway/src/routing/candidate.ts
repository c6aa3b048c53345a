import type { DirectoryUser } from '../directory/directory.ts';
import type { FrontlineWorker } from './routing-facts.ts';

/** Somebody who might get a conversation, with everything that decides whether they can. */
export interface Candidate {
  /** How to call them when nothing else is known: what the rule or the record says. */
  readonly called: string;
  /** Undefined when Salesforce has no such user, or it is a queue. */
  readonly user: DirectoryUser | undefined;
  /** Undefined when they have never logged in to the messaging app. */
  readonly worker: FrontlineWorker | undefined;
}

/** Why somebody cannot take a conversation, as a sentence without its full stop; undefined when they can. */
export function whyNotRoutable(
  { called, user, worker }: Candidate,
  { onlyIfAvailable, full }: { readonly onlyIfAvailable: boolean; readonly full: ReadonlySet<string> },
): string | undefined {
  if (!user) return `${called} is not a user of Salesforce`;
  const name = nameOf({ called, user });
  if (!user.isActive) return `${name} is inactive in Salesforce, or not visible to the gateway's user`;
  if (user.worker === undefined) return `${name} has no Frontline identity`;
  if (!worker) return `${name} has never logged in to Frontline`;
  if (!worker.isActive) return `${name} is deactivated in Frontline`;
  if (full.has(worker.identity)) return `${name} is in as many conversations as Twilio allows`;
  return onlyIfAvailable && !worker.isAvailable ? `${name} is not available in Frontline` : undefined;
}

/** How to call somebody in an explanation. */
export const nameOf = ({ called, user }: Pick<Candidate, 'called' | 'user'>): string => user?.worker ?? called;
