import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { sendRequest } from './send-contract.ts';

/** The kind of an inbox entry that sends a message for a user. */
export const SEND = 'send';

const payloadSchema = z.object({
  userId: z.string(),
  askedAt: z.iso.datetime(),
  /** A person waits for it, or a Flow sends it whatever the hour. */
  by: z.enum(['person', 'flow']),
  request: sendRequest,
});

export type SendTask = z.infer<typeof payloadSchema>;

/** The entry of a message: one a client key. Messages to one record are sent one after the other. */
export function sendEntry(task: SendTask): InboxEntry {
  const { clientKey, recordId } = task.request;
  return { key: entryKeyOf(clientKey), lane: `${SEND}/${recordId}`, conversationSid: '', kind: SEND, payload: JSON.stringify(task) };
}

export const entryKeyOf = (clientKey: string): string => `${SEND}:${clientKey}`;

/** Key of the Task of a message that was promised and not sent. */
export const failedTaskKeyOf = (clientKey: string): string => `${SEND}-${clientKey}`;

export const readSendTask = (payload: string): SendTask => payloadSchema.parse(JSON.parse(payload));

/** What tells this request from another one under the same key: who asks for what. */
export function digestOf({ userId, request }: Pick<SendTask, 'userId' | 'request'>): string {
  const { recordId, channel, text, template, toNumber, fromNumber } = request;
  const parts = [userId, recordId, channel, text, template, toNumber, fromNumber].map((part) => part ?? null);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What Twilio keeps with the message, and by which it is found again. */
export const keyInTwilio = (clientKey: string): string => `${SEND}:${clientKey}`;
