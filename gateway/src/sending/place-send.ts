import type { ConversationMemory } from '../conversations/conversation-facts.ts';
import type { ConversationsApi, ParticipantRecord, WorkerRegistry } from '../conversations/conversations-api.ts';
import { formatAddress } from '../directory/address.ts';
import { toGatewayError } from '../errors.ts';
import { knownSpelling } from '../routing/known-spelling.ts';
import type { RecordOwners } from '../routing/routing-facts.ts';
import type { NewConversation, OutgoingConversations } from './outgoing-conversations.ts';
import type { PreparedSend } from './prepare-send.ts';
import type { SendRefusal } from './send-refusal.ts';

export interface PlaceSendDeps {
  readonly outgoing: OutgoingConversations;
  readonly conversations: Pick<ConversationsApi, 'participants' | 'addWorker'>;
  readonly registry: WorkerRegistry;
  readonly owners: RecordOwners;
  readonly memory: Pick<ConversationMemory, 'learn'>;
  readonly defaultWorker: string | undefined;
}

// https://www.twilio.com/docs/api/errors/50214: the identity is in as many conversations as fit (1,000).
const WORKER_IS_FULL = '50214';
// Twilio: a friendly name has at most 256 characters.
const MAX_FRIENDLY_NAME = 256;

const NOBODY: SendRefusal = {
  code: 'not_allowed',
  message:
    'Nobody could read an answer: neither you, nor the owner of the record, nor the default worker has an account in the messaging app.',
};

/**
 * Sees to it that there is a conversation with somebody in it who reads the answer: whoever is in it already; else the user who writes, else the
 * owner of the record, else the default worker. Rejects with a GatewayError.
 * @param found the conversation of the two, where there is one
 */
export function placeSend(deps: PlaceSendDeps) {
  const { outgoing, conversations } = deps;
  return async (prepared: PreparedSend, found: string | undefined): Promise<{ readonly sid: string } | SendRefusal> => {
    const people = found === undefined ? [] : await conversations.participants(found);
    const reader = people.findLast(({ identity }) => identity !== undefined)?.identity;
    if (found !== undefined && reader !== undefined) return learn(deps, { prepared, sid: found, worker: reader, people });
    const readers = readersOf(deps, prepared);
    const first = await readers.next();
    if (first.done) return NOBODY;
    const sid = found ?? (await outgoing.begin(prepared.pair, conversationWith(prepared)));
    const now = await conversations.participants(sid);
    // Somebody else may have begun it at the same moment.
    const there = now.findLast(({ identity }) => identity !== undefined)?.identity;
    const worker = there ?? (await addOne(deps, sid, [first.value, readers]));
    return worker === undefined ? NOBODY : learn(deps, { prepared, sid, worker, people: now });
  };
}

function conversationWith({ customer: { id, displayName } }: PreparedSend): NewConversation {
  return {
    friendlyName: displayName.slice(0, MAX_FRIENDLY_NAME),
    attributes: { customer_id: id },
    participantAttributes: { customer_id: id, display_name: displayName },
  };
}

interface Placed {
  readonly prepared: PreparedSend;
  readonly sid: string;
  readonly worker: string;
  readonly people: readonly ParticipantRecord[];
}

/** No webhook tells of what we do ourselves. */
async function learn({ memory }: PlaceSendDeps, { prepared: { pair, customer }, sid, worker, people }: Placed) {
  const customerAddress = formatAddress(pair.customer);
  const itself = people.find(({ address }) => address === customerAddress);
  await memory.learn({
    conversationSid: sid,
    customerAddress,
    businessAddress: formatAddress(pair.business),
    customerId: customer.id,
    worker,
    ...(itself && { customerParticipantSid: itself.sid }),
  });
  return { sid };
}

/** Who may be put into the conversation, as the messaging app spells them, the best first; each is asked for when the one before cannot. */
async function* readersOf(
  { registry, owners, defaultWorker }: PlaceSendDeps,
  { user, customer }: PreparedSend,
): AsyncGenerator<string, void> {
  const ownerOf = async () => (await owners.of([customer.id])).get(customer.id)?.owner;
  const wishes = [
    () => Promise.resolve(user.worker),
    async () => {
      const owner = await ownerOf();
      return owner?.isActive ? owner.worker : undefined;
    },
    () => Promise.resolve(defaultWorker),
  ];
  for (const wish of wishes) {
    const known = await knownSpelling(registry, await wish());
    if (known !== undefined) yield known;
  }
}

async function addOne(
  { conversations }: PlaceSendDeps,
  sid: string,
  [first, others]: readonly [string, AsyncIterable<string>],
): Promise<string | undefined> {
  if (await add(conversations, sid, first)) return first;
  for await (const reader of others) if (await add(conversations, sid, reader)) return reader;
  return undefined;
}

/** Whether there was room for one more conversation. */
async function add(conversations: PlaceSendDeps['conversations'], sid: string, reader: string): Promise<boolean> {
  try {
    await conversations.addWorker(sid, reader);
    return true;
  } catch (thrown) {
    if (toGatewayError(thrown).upstreamCode !== WORKER_IS_FULL) throw thrown;
    return false;
  }
}
