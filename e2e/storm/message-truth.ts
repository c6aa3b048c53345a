import { z } from 'zod';

/** What Twilio holds of a message in the end: what its Task must say. */
export interface MessageTruth {
  readonly sid: string;
  readonly conversationSid: string;
  readonly index: number;
  /** The text as last edited; undefined when the message was removed. */
  readonly body: string | undefined;
  /** The furthest state of its delivery; undefined when it was not sent to a phone. */
  readonly deliveryStatus: string | undefined;
}

const viewSchema = z.object({
  conversations: z.array(
    z.object({
      sid: z.string(),
      messages: z.array(
        z.object({
          sid: z.string(),
          index: z.number(),
          body: z.string().nullable(),
          deliveries: z.array(z.object({ status: z.string() })),
        }),
      ),
    }),
  ),
});

/** Reads every message of the account. Removed ones are not listed any more: those that the traffic removed are added. */
export async function messageTruths(twilioUrl: string, removed: readonly MessageTruth[]): Promise<readonly MessageTruth[]> {
  const answer = await fetch(`${twilioUrl}/__emulator/conversations`);
  const { conversations } = viewSchema.parse(await answer.json());
  const present = conversations.flatMap(({ sid: conversationSid, messages }) =>
    messages.map(({ sid, index, body, deliveries }) => ({
      ...{ sid, conversationSid, index, body: body ?? '' },
      deliveryStatus: deliveries.at(-1)?.status,
    })),
  );
  return [...present, ...removed];
}
