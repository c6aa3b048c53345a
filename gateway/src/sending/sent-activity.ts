import { ownerOf, peopleOf, recordFields, type People } from '../conversations/people-of.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { SentMessage } from '../routing/business-messages.ts';
import type { RoutingDecisions } from '../routing/decision.ts';
import { knownMessage } from './known-message.ts';

export interface SentActivityDeps {
  readonly directory: Directory;
  readonly decisions: Pick<RoutingDecisions, 'recall'>;
  readonly settings: SettingsSource;
  readonly defaultWorker: string | undefined;
  readonly inbox: Pick<Inbox, 'accept' | 'finish'>;
}

/** A message that we sent ourselves, of which no webhook tells. */
export interface Sent {
  readonly message: SentMessage;
  readonly conversationSid: string;
  readonly customerAddress: string;
  readonly businessAddress: string;
  readonly author: string;
  /** Empty where nobody knows it any more. */
  readonly text: string;
  /** What the Task is called, before the customer's name: `SMS to`. */
  readonly title: string;
  /** The user it belongs to; absent: whoever has the conversation. */
  readonly ownerId?: string;
  /** The record it belongs to, and what the customer is called there; absent: whoever has the address, which has to be looked up. */
  readonly who?: { readonly id: string; readonly name: string };
}

/**
 * The activity that brings such a message on record: the same that its webhook would have made; and the inbox knows the message from then on.
 * Rejects as the directory and the store do.
 */
export function sentActivity({ decisions, settings, defaultWorker, inbox, ...deps }: SentActivityDeps) {
  const people = peopleOf(deps);
  const owner = ownerOf(deps);
  const know = knownMessage({ inbox });
  return async ({ message, text, title, ownerId, who: known, ...sent }: Sent): Promise<Activity> => {
    const { conversationSid, customerAddress } = sent;
    const who: People = known
      ? { customerName: known.name, channel: parseAddress(customerAddress)?.channel ?? 'sms' }
      : await people({ conversationSid, customerAddress });
    const [decision, { storeMessageBodies }] = await Promise.all([decisions.recall(conversationSid), settings.current()]);
    const belongsTo =
      ownerId ??
      (await owner({
        ...(decision?.worker !== undefined && { worker: decision.worker }),
        ...(who.match && { match: who.match }),
        ...(defaultWorker !== undefined && { defaultWorker }),
      }));
    await know({ message, conversationSid, author: sent.author });
    return {
      ...sent,
      key: message.sid,
      dedupeKey: `message:${message.sid}`,
      kind: 'message',
      index: message.index,
      occurredAt: message.sentAt.toISOString(),
      direction: 'outbound',
      channel: who.channel,
      subject: `${title} ${who.customerName}`,
      ...(storeMessageBodies && text !== '' && { body: text }),
      ...(belongsTo !== undefined && { ownerId: belongsTo }),
      ...(known ? { whoId: known.id } : recordFields(who)),
    };
  };
}
