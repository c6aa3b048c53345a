import type { CustomerKind, CustomerMatch } from '../directory/directory.ts';
import { candidates, judged, type Bounds } from './candidates.ts';
import { KIND_NAMES, kindOf } from './record-kind.ts';
import type { Ownership, RouteSources, Tried } from './route.ts';

/** The owner of the customer's record, if it is of that kind. */
export function findRecordOwner(sources: Pick<RouteSources, 'people' | 'workers'>) {
  const { candidate } = candidates(sources);
  return async (kind: CustomerKind, match: CustomerMatch | undefined, bounds: Bounds): Promise<Tried> => {
    if (!match || kindOf(match) !== kind) return { obstacle: `the customer is no ${KIND_NAMES[kind]}` };
    const { customer, owner } = match;
    const ownership: Ownership = { recordId: customer.id, of: 'record', ownerId: owner.id };
    const because = `owns the ${KIND_NAMES[kind]} ${customer.displayName}`;
    if (isQueue(owner.id)) return { obstacle: `a queue ${because}` };
    return judged(await candidate('the user', owner), { ...bounds, because, ownership });
  };
}

/** The owner of the Account of the customer's Contact, or of the customer that is an Account itself. */
export function findAccountOwner(sources: Pick<RouteSources, 'people' | 'workers' | 'owners'>) {
  const { candidate } = candidates(sources);
  const recordOwner = findRecordOwner(sources);
  return async (match: CustomerMatch | undefined, bounds: Bounds): Promise<Tried> => {
    if (match && kindOf(match) === 'account') return recordOwner('account', match, bounds);
    const recordId = match?.customer.id;
    const owner = recordId === undefined ? undefined : (await sources.owners.of([recordId])).get(recordId)?.accountOwner;
    if (!match || recordId === undefined || owner === undefined) return { obstacle: 'the customer has no Account' };
    const because = `owns the Account of ${match.customer.displayName}`;
    return judged(await candidate('the user', owner), { ...bounds, because, ownership: { recordId, of: 'account', ownerId: owner.id } });
  };
}

// Groups, and so queues, have ids that begin with 00G.
const isQueue = (id: string) => id.startsWith('00G');
