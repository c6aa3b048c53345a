import type { Activity } from '../pipeline/activity.ts';
import type { Standing } from './reassignments.ts';

/** The record's note that a conversation went to another rep: one for each move, with a key of its own. */
export function moveNote({ decision, version }: Pick<Standing, 'decision' | 'version'>, now: Date): Activity {
  const { conversationSid, worker = 'nobody', reason, ownership } = decision;
  const key = `${conversationSid}-moved-${version}`;
  const record = ownership?.recordId;
  return {
    key,
    dedupeKey: `note:${key}`,
    kind: 'note',
    conversationSid,
    occurredAt: now.toISOString(),
    subject: `Conversation moved to ${worker}`,
    body: reason,
    routingReason: reason,
    ...(ownership && { ownerId: ownership.ownerId }),
    ...(record !== undefined && (record.startsWith('001') ? { whatId: record } : { whoId: record })),
  };
}
