import type { Clock } from '../clock.ts';
import { keywordMeaning } from '../consent/keyword-meaning.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { Activity } from '../pipeline/activity.ts';
import { dueReply } from './due-reply.ts';
import { noticeOwner, type NoticeOwnerDeps } from './notice-owner.ts';
import { ownerIn } from './owner-state.ts';
import type { Reassignments } from './reassignments.ts';
import { replyEntry } from './reply-entry.ts';
import type { RouteSources } from './route.ts';
import type { LastReps } from './routing-facts.ts';

export interface AttendMessagesDeps extends NoticeOwnerDeps, Pick<RouteSources, 'rules' | 'people' | 'calendar'> {
  readonly inbox: Pick<Inbox, 'accept'>;
  /** The one that the message was worked with, so that its answers are at hand. */
  readonly directory: Directory;
  readonly reassignments: Pick<Reassignments, 'find' | 'touch'>;
  readonly lastReps: Pick<LastReps, 'answered'>;
  readonly clock: Clock;
}

const DAY_MS = 24 * 60 * 60_000;
// A message that reconciliation found later is on record late enough; nobody waits for an answer to it.
const FRESH_MS = 15 * 60_000;

/**
 * What a message means for whose its conversation is: who answered last, whether the customer's owner is still the one who decided, whether the
 * customer is to be answered by itself. Each comes to an entry of its own at most, so that a message's own way to the record stays short.
 * Doing it twice does no harm.
 */
export function attendMessages(deps: AttendMessagesDeps) {
  const inbound = attendInbound(deps);
  return async (activities: readonly Activity[], { text }: { readonly text?: string } = {}): Promise<void> => {
    for (const activity of activities.filter(({ kind }) => kind === 'message')) {
      if (activity.direction === 'inbound') await inbound(activity, text ?? '');
      else await attendOutbound(deps, activity);
    }
  };
}

async function attendOutbound({ lastReps }: AttendMessagesDeps, { conversationSid, author, occurredAt }: Activity): Promise<void> {
  if (author === undefined || parseAddress(author)) return;
  await lastReps.answered({ conversationSid, worker: author, at: new Date(occurredAt) });
}

function attendInbound(deps: AttendMessagesDeps) {
  const { directory, reassignments, clock, inbox } = deps;
  const notice = noticeOwner(deps);
  const replyFor = dueReply(deps);
  return async (activity: Activity, text: string): Promise<void> => {
    const { conversationSid, customerAddress, businessAddress, occurredAt } = activity;
    const address = customerAddress === undefined ? undefined : parseAddress(customerAddress);
    if (!address || customerAddress === undefined) return;
    const match = await directory.findByAddress(address);
    const standing = await reassignments.find(conversationSid);
    const now = clock.now().getTime();
    if (standing && now - standing.usedAt.getTime() > DAY_MS) await reassignments.touch(conversationSid);
    const ownership = standing?.decision.ownership;
    if (standing && ownership?.of === 'record' && match?.customer.id === ownership.recordId) {
      const owner = ownerIn(ownership, { owner: match.owner });
      if (owner) await notice({ ...standing, conversationSid, ownership }, owner);
    }
    const business = businessAddress === undefined ? undefined : parseAddress(businessAddress);
    if (!business || businessAddress === undefined || now - Date.parse(occurredAt) > FRESH_MS) return;
    // Twilio answers keywords itself, and an answer to STOP could not be delivered.
    if (keywordMeaning(text) !== undefined) return;
    const situation = { at: new Date(occurredAt), address, businessNumber: business.number, ...(match && { match }) };
    const reply = await replyFor(situation);
    if (!reply) return;
    const wroteAt = new Date(occurredAt).toISOString();
    await inbox.accept(replyEntry({ conversationSid, customerAddress, businessAddress, text: reply.text, wroteAt }, reply.day));
  };
}
