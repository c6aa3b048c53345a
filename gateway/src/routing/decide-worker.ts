import { formatAddress, type Address } from '../directory/address.ts';
import type { CustomerMatch } from '../directory/directory.ts';

/** What is known when a conversation has to be given to somebody. */
export interface RoutingFacts {
  readonly address?: Address;
  readonly match?: CustomerMatch;
  /** The owner's identity as the messaging app spells it; absent when the owner has no account there. */
  readonly ownerIdentity?: string;
  /** The default worker as the messaging app spells it; absent when none is configured or has no account there. */
  readonly defaultWorker?: string;
}

export interface RoutingOutcome {
  readonly worker?: string;
  readonly reason: string;
}

/** Whose conversation it is: the Contact owner's, else the default worker's; with the reason in words. */
export function decideWorker({ address, match, ownerIdentity, defaultWorker }: RoutingFacts): RoutingOutcome {
  const name = match?.customer.displayName;
  if (match && ownerIdentity !== undefined) return { worker: ownerIdentity, reason: `${ownerIdentity} owns ${name ?? match.customer.id}.` };
  const obstacle = match ? whyNotOwner(match) : `No contact has the number ${address ? formatAddress(address) : 'of this conversation'}.`;
  if (defaultWorker === undefined) return { reason: `${obstacle} There is no default worker with an account in the messaging app.` };
  return { worker: defaultWorker, reason: `${obstacle} Given to the default worker ${defaultWorker}.` };
}

function whyNotOwner({ customer, owner }: CustomerMatch): string {
  if (!owner.isActive) return `The owner of ${customer.displayName} is inactive.`;
  if (owner.worker === undefined) return `The owner of ${customer.displayName} is not a user with a worker identity.`;
  return `${owner.worker}, who owns ${customer.displayName}, has no account in the messaging app.`;
}
