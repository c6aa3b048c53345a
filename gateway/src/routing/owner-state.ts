import type { DirectoryUser } from '../directory/directory.ts';
import type { RecordOwner, FrontlineWorkers } from './routing-facts.ts';
import type { Ownership } from './route.ts';

/** The owner that an ownership is about, as of now; undefined when the record is gone or belongs to no Account any more. */
export const ownerIn = ({ of }: Pick<Ownership, 'of'>, record: RecordOwner | undefined): DirectoryUser | undefined =>
  of === 'account' ? record?.accountOwner : record?.owner;

/**
 * Everything of an owner that decides whether they can take a conversation, as one text: when it differs from what it was, there is a
 * reason to try again.
 */
export function ownerState({ workers }: { readonly workers: FrontlineWorkers }) {
  return async ({ id, isActive, worker }: DirectoryUser): Promise<string> => {
    const known = isActive && worker !== undefined ? await workers.find(worker) : undefined;
    return JSON.stringify([id, isActive, worker ?? '', known?.isActive ?? false, known?.isAvailable ?? false]);
  };
}
