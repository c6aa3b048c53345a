import { z } from 'zod';
import type { InboxEntry } from '../pipeline/inbox.ts';

const textSchema = z.object({ Body: z.string().optional() });

/** The text of a message's webhook: activities do not carry it where the admin has texts kept out of Salesforce. */
export function incomingText({ payload }: Pick<InboxEntry, 'payload'>): { readonly text?: string } {
  try {
    const { Body: text } = textSchema.parse(JSON.parse(payload));
    return text === undefined ? {} : { text };
  } catch {
    return {};
  }
}
