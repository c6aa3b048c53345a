import { displayAddress, parseAddress } from '../directory/address.ts';
import type { CustomerMatch, Directory, DirectoryUser } from '../directory/directory.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { ConversationFacts } from './conversation-facts.ts';
import { matchFor } from './name-conversation.ts';

/** Who is in a conversation, as the record knows them. */
export interface People {
  readonly match?: CustomerMatch;
  /** Why there is no match, where there is more to say than that no record has the number. */
  readonly remark?: string;
  /** How to call the customer in a subject. */
  readonly customerName: string;
  readonly channel: string;
}

/** Looks up the customer of a conversation. */
export function peopleOf({ directory }: { readonly directory: Directory }) {
  return async ({ customerAddress }: ConversationFacts): Promise<People> => {
    if (customerAddress === undefined) return { customerName: 'a chat user', channel: 'chat' };
    const address = parseAddress(customerAddress);
    const match = await matchFor(directory, customerAddress);
    return {
      ...(match && { match }),
      customerName: match?.customer.displayName ?? (address ? displayAddress(address) : customerAddress),
      channel: address?.channel ?? 'sms',
    };
  };
}

export interface OwnerCandidates {
  readonly author?: string;
  readonly worker?: string;
  readonly match?: CustomerMatch;
  readonly defaultWorker?: string;
}

/**
 * The user that the Task belongs to: the author, else the worker in the conversation, else the customer's owner, else the
 * default worker; undefined leaves it to the org's configured user. Inactive users own nothing new.
 */
export function ownerOf({ directory }: { readonly directory: Directory }) {
  const activeUser = async (identity: string | undefined): Promise<string | undefined> =>
    activeId(identity === undefined ? undefined : await directory.findUser(identity));
  return async ({ author, worker, match, defaultWorker }: OwnerCandidates): Promise<string | undefined> =>
    (await activeUser(author)) ?? (await activeUser(worker)) ?? activeId(match?.owner) ?? (await activeUser(defaultWorker));
}

const activeId = (user: DirectoryUser | undefined): string | undefined => (user?.isActive ? user.id : undefined);

/** The fields by which an activity finds its record: an Account is no person, and so what a message is about. */
export function recordFields({ match }: People): Pick<Activity, 'whoId' | 'whatId' | 'otherMatches'> {
  if (!match) return {};
  const others = match.others.map(({ displayName, id }) => `${displayName} (${id})`).join('\n');
  const { id } = match.customer;
  return { ...(match.kind === 'account' ? { whatId: id } : { whoId: id }), ...(others !== '' && { otherMatches: others }) };
}
