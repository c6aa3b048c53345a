import type { Clock } from '../clock.ts';
import { ownerOf, peopleOf, recordFields } from '../conversations/people-of.ts';
import type { Directory } from '../directory/directory.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Log } from '../log.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { BusinessMessages } from './business-messages.ts';
import type { RoutingDecisions } from './decision.ts';
import type { Reply } from './reply-entry.ts';

export interface SendReplyDeps {
  readonly messages: BusinessMessages;
  readonly directory: Directory;
  readonly decisions: Pick<RoutingDecisions, 'recall'>;
  readonly settings: SettingsSource;
  readonly defaultWorker: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

// "We are closed" is no answer any more when it arrives long after the question.
const LATEST_MS = 60 * 60_000;

/**
 * Answers a customer as the business, and brings the answer on record; a reply that was sent before is found by its key and not sent again.
 * @throws GatewayError transient when Twilio or the directory fails; `upstream_rejected` when Twilio will never take it
 */
export function sendReply({ messages, clock, log, ...deps }: SendReplyDeps) {
  const people = peopleOf(deps);
  const owner = ownerOf(deps);
  return async (reply: Reply, key: string): Promise<readonly Activity[]> => {
    const { conversationSid, customerAddress, businessAddress, text } = reply;
    const before = await messages.find({ conversationSid, key });
    if (!before && clock.now().getTime() - Date.parse(reply.wroteAt) > LATEST_MS) {
      log.warn({ conversationSid }, 'reply not sent: the customer wrote too long ago');
      return [];
    }
    const sent = before ?? (await messages.send({ conversationSid, key, author: businessAddress, text }));
    const who = await people({ conversationSid, customerAddress });
    const [decision, settings] = await Promise.all([deps.decisions.recall(conversationSid), deps.settings.current()]);
    const ownerId = await owner({
      ...(decision?.worker !== undefined && { worker: decision.worker }),
      ...(who.match && { match: who.match }),
      ...(deps.defaultWorker !== undefined && { defaultWorker: deps.defaultWorker }),
    });
    const activity: Activity = {
      key: sent.sid,
      dedupeKey: `message:${sent.sid}`,
      kind: 'message',
      conversationSid,
      index: sent.index,
      occurredAt: sent.sentAt.toISOString(),
      direction: 'outbound',
      channel: who.channel,
      customerAddress,
      businessAddress,
      author: businessAddress,
      subject: `Out-of-office reply to ${who.customerName}`,
      ...(settings.storeMessageBodies && { body: text }),
      ...(ownerId !== undefined && { ownerId }),
      ...recordFields(who),
    };
    return [activity];
  };
}
