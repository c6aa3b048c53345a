import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import type { NewCustomers } from '../directory/new-customers.ts';
import type { ConversationFacts, ConversationMemory } from './conversation-facts.ts';
import type { People } from './people-of.ts';

export interface AcquaintDeps {
  readonly directory: Pick<Directory, 'findUser'>;
  readonly memory: Pick<ConversationMemory, 'learn'>;
  /** Absent where nobody is to be made known. */
  readonly newCustomers?: NewCustomers | undefined;
}

export interface Occasion {
  /** Who has the conversation. */
  readonly worker: string | undefined;
  /** The customer wrote. */
  readonly isTheirs: boolean;
}

/**
 * Makes a stranger who writes known, if the admin wants it, as a record of the worker who has the conversation; and remembers whom the
 * conversation is about, so that somebody who shares the number does not take its later messages.
 */
export function acquaint({ directory, memory, newCustomers }: AcquaintDeps) {
  const strangerMet = async (who: People, { customerAddress = '' }: ConversationFacts, { worker, isTheirs }: Occasion): Promise<People> => {
    const address = parseAddress(customerAddress);
    if (who.match || !isTheirs || address === undefined || newCustomers === undefined) return who;
    const { match, remark } = await newCustomers(address, worker === undefined ? undefined : await directory.findUser(worker));
    if (match) return { ...who, match, customerName: match.customer.displayName };
    return { ...who, ...(remark !== undefined && { remark }) };
  };
  return async (who: People, facts: ConversationFacts, occasion: Occasion): Promise<People> => {
    const known = await strangerMet(who, facts, occasion);
    const customerId = known.match?.customer.id;
    const { conversationSid } = facts;
    if (customerId !== undefined && customerId !== facts.customerId) await memory.learn({ conversationSid, customerId });
    return known;
  };
}
