import { z } from 'zod';
import type { ConversationRecord, ParticipantRecord } from '../conversations/conversations-api.ts';

// Attributes arrive as JSON text; "{}" when never set. Text that is no JSON object was put there by someone else's mistake.
const attributesSchema = z.string().nullish().transform(parseAttributes);

const textSchema = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

const conversationSchema = z.object({ sid: z.string(), friendlyName: textSchema, attributes: attributesSchema });

const participantSchema = z.object({
  sid: z.string(),
  identity: textSchema,
  messagingBinding: z.object({ address: textSchema, proxy_address: textSchema }).nullish(),
  attributes: attributesSchema,
});

/** A conversation as the library answers it, in our words. */
export function toConversationRecord(instance: unknown): ConversationRecord {
  const { sid, friendlyName, attributes } = conversationSchema.parse(instance);
  return { sid, attributes, ...(friendlyName === undefined ? {} : { friendlyName }) };
}

/** A participant as the library answers it, in our words. */
export function toParticipantRecord(instance: unknown): ParticipantRecord {
  const { sid, identity, messagingBinding, attributes } = participantSchema.parse(instance);
  const { address, proxy_address: proxyAddress } = messagingBinding ?? {};
  return {
    sid,
    attributes,
    ...(identity === undefined ? {} : { identity }),
    ...(address === undefined ? {} : { address }),
    ...(proxyAddress === undefined ? {} : { proxyAddress }),
  };
}

function parseAttributes(text: string | null | undefined): Record<string, unknown> {
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text || '{}'));
    return parsed.data ?? {};
  } catch {
    return {};
  }
}
