import { z } from 'zod';
import { toGatewayError } from '../errors.ts';
import type { ConversationHistory, HistoryPage } from '../reconciliation/conversation-history.ts';
import { calling } from './calling.ts';
import { toListedConversation, toListedMessage, toListedParticipant, toListedReceipt, toMembership } from './history-records.ts';
import type { TwilioClient } from './twilio-client.ts';

// The largest pages that the Conversations API v1 documents for these lists.
const CONVERSATIONS_PAGE = 100;
const PARTICIPANTS_PAGE = 100;
const RECEIPTS_PAGE = 50;
const MEMBERSHIPS_PAGE = 50;
const USERS_PAGE = 50;

const userSchema = z.object({ identity: z.string() });

/** A list of the library: its first page, or the one that an earlier page named. */
interface Pages<P extends object> {
  page(params: P): Promise<LibraryPage>;
  getPage(url: string): Promise<LibraryPage>;
}

interface LibraryPage {
  readonly instances: readonly unknown[];
  readonly nextPageUrl?: string;
}

/** What Twilio still knows of conversations, of the account's default Conversations service. */
export function twilioHistory(client: TwilioClient): ConversationHistory {
  const call = calling(client);
  return {
    conversations: (query, page) =>
      call(({ conversations: { v1 } }) => {
        const filter = 'state' in query ? { state: query.state } : { startDate: startOfDay(query.createdSince) };
        return pageOf(v1.conversations, { params: { ...filter, pageSize: CONVERSATIONS_PAGE }, page }, toListedConversation);
      }),
    conversation: (sid) => call(async ({ conversations: { v1 } }) => toListedConversation(await v1.conversations(sid).fetch())),
    messages: (sid, { size, page }) =>
      call(({ conversations: { v1 } }) =>
        pageOf(v1.conversations(sid).messages, { params: { order: 'desc', pageSize: size } as const, page }, toListedMessage),
      ),
    hasMessage: (sid, messageSid) =>
      call(async ({ conversations: { v1 } }) => {
        await v1.conversations(sid).messages(messageSid).fetch();
        return true;
      }).catch(absent),
    receipts: (sid, messageSid) =>
      call(async ({ conversations: { v1 } }) => {
        const { instances } = await v1.conversations(sid).messages(messageSid).deliveryReceipts.page({ pageSize: RECEIPTS_PAGE });
        return instances.map(toListedReceipt);
      }),
    participants: (sid) =>
      call(async ({ conversations: { v1 } }) => {
        const instances = await v1.conversations(sid).participants.list({ pageSize: PARTICIPANTS_PAGE });
        return instances.map(toListedParticipant);
      }),
    identities: (page) =>
      call(({ conversations: { v1 } }) =>
        pageOf(v1.users, { params: { pageSize: USERS_PAGE }, page }, (user) => userSchema.parse(user).identity),
      ),
    conversationsOf: (identity, page) =>
      call(({ conversations: { v1 } }) =>
        pageOf(v1.participantConversations, { params: { identity, pageSize: MEMBERSHIPS_PAGE }, page }, toMembership),
      ),
  };
}

async function pageOf<P extends object, T>(
  list: Pages<P>,
  { params, page }: { readonly params: P; readonly page: string | undefined },
  read: (instance: unknown) => T,
): Promise<HistoryPage<T>> {
  const { instances, nextPageUrl } = await (page === undefined ? list.page(params) : list.getPage(page));
  return { items: instances.map(read), ...(nextPageUrl !== undefined && { next: nextPageUrl }) };
}

/** The filter takes whole days (Conversations API v1, StartDate). */
const startOfDay = (date: Date): string => `${date.toISOString().slice(0, 10)}T00:00:00Z`;

/** @throws unless the failure is that there is no such thing */
function absent(thrown: unknown): false {
  if (toGatewayError(thrown).code !== 'not_found') throw thrown;
  return false;
}
