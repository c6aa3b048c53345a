import { z } from 'zod';

/**
 * What Salesforce and the gateway say to each other when a message is sent from Salesforce. The other side is
 * `force-app/main/sending`: `FrontlineMessage.cls` is a message, `FrontlineSendResult.cls` a result.
 *
 * | request | body | answer |
 * | --- | --- | --- |
 * | `POST /salesforce/v1/messages` | `sendRequest` | 200 `sendResult`; Salesforce waits 20 s |
 * | `POST /salesforce/v1/messages/bulk` | `bulkSendRequest` | 200 `bulkSendResponse`; Salesforce waits 110 s |
 *
 * The gateway takes all messages of a request or none, and says anything but 2xx only where it took none: once they are stored, each is answered,
 * with `accepted` where nothing more is known. After a time-out, an answer that is lost, or one of a proxy on the way, they may have been taken
 * all the same. Salesforce then asks again with the same client keys, and the gateway answers for those what it answered before.
 */

/** Messages in one bulk request: as many records as a trigger or a Flow has at once. The whole body stays below the gateway's 1 MB. */
export const MAX_MESSAGES = 200;
/** UTF-16 units in a text: https://www.twilio.com/docs/api/errors/21617 (1,600 characters). */
export const MAX_TEXT_LENGTH = 1600;

const recordId = z.string().regex(/^(003|00Q)[0-9a-zA-Z]{12}(?:[0-9a-zA-Z]{3})?$/, 'must be the Id of a Contact or a Lead');
const e164 = /^\+[1-9]\d{1,14}$/;

/** One message. Exactly one of `text` and `template` is there. */
export const sendRequest = z
  .strictObject({
    /** Names the message for good: a second request with the same key sends nothing and answers as the first did. */
    clientKey: z.string().regex(/^[0-9a-zA-Z-]{16,64}$/),
    recordId,
    channel: z.enum(['sms', 'whatsapp']),
    text: z.string().min(1).max(MAX_TEXT_LENGTH).optional(),
    /** DeveloperName of a `Frontline_Template__mdt` record; the gateway fills in its merge fields. */
    template: z
      .string()
      .regex(/^[A-Za-z]\w{0,39}$/)
      .optional(),
    /** Which of the record's numbers, E.164 without `whatsapp:`; absent: the first that can be texted. Any other number is refused. */
    toNumber: z.string().regex(e164).optional(),
    /** Which of the business's numbers, E.164 without `whatsapp:`; absent: the acting user's, else everybody's. */
    fromNumber: z.string().regex(e164).optional(),
  })
  .refine(({ text, template }) => (text === undefined) !== (template === undefined), 'must have either text or template');

export const bulkSendRequest = z.strictObject({ messages: z.array(sendRequest).min(1).max(MAX_MESSAGES) });

/** Why one message was refused; the words for people are in the result's `message`. */
export const refusal = z.enum([
  'unknown_record',
  'not_allowed',
  'no_number',
  'no_business_number',
  'opted_out',
  'outside_window',
  'quiet_hours',
  'unknown_template',
  'template_incomplete',
  'rejected',
]);

/**
 * What became of one message. `sent`: Twilio took it, delivery follows on its Task. `accepted`: stored durably, sent when Twilio can.
 * `refused`: never sent, and the same request would be refused again.
 */
export const sendResult = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('sent'),
    clientKey: z.string(),
    conversationSid: z.string().regex(/^CH[0-9a-f]{32}$/),
    messageSid: z.string().regex(/^IM[0-9a-f]{32}$/),
  }),
  z.strictObject({ status: z.literal('accepted'), clientKey: z.string() }),
  z.strictObject({ status: z.literal('refused'), clientKey: z.string(), code: refusal, message: z.string().min(1).max(1000) }),
]);

/** One result for each message of the request, in the same order. */
export const bulkSendResponse = z.strictObject({ results: z.array(sendResult).min(1).max(MAX_MESSAGES) });

export type SendRequest = z.infer<typeof sendRequest>;
export type BulkSendRequest = z.infer<typeof bulkSendRequest>;
export type SendResult = z.infer<typeof sendResult>;
export type BulkSendResponse = z.infer<typeof bulkSendResponse>;
export type Refusal = z.infer<typeof refusal>;
