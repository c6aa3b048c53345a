import { z } from 'zod';
import type {
  ListedConversation,
  ListedMessage,
  ListedParticipant,
  ListedReceipt,
  Membership,
} from '../reconciliation/conversation-history.ts';
import { toParticipantRecord } from './conversation-records.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
const state = z.enum(['initializing', 'active', 'inactive', 'closed']);
const share = z.enum(['all', 'some', 'none']).optional().catch(undefined);

const conversationSchema = z.object({
  sid: z.string(),
  friendlyName: text,
  state,
  dateCreated: z.coerce.date(),
  dateUpdated: z.coerce.date(),
});

const mediaSchema = z.array(z.looseObject({ sid: z.string(), content_type: z.string().nullish(), filename: z.string().nullish() }));

const messageSchema = z.object({
  sid: z.string(),
  index: z.number().int(),
  author: text,
  body: text,
  media: mediaSchema.nullish(),
  attributes: text,
  participantSid: text,
  dateCreated: z.coerce.date(),
  // Documented as null for a message that was never edited; the documents' own samples repeat the date of creation.
  dateUpdated: z.coerce.date().nullish(),
  delivery: z.object({ sent: share, delivered: share, read: share, failed: share, undelivered: share }).nullish().catch(undefined),
});

const receiptSchema = z.object({
  sid: z.string(),
  participantSid: text,
  channelMessageSid: text,
  status: z.string(),
  errorCode: z.number().nullish(),
  dateCreated: z.coerce.date(),
  dateUpdated: z.coerce.date().nullish(),
});

const membershipSchema = z.object({
  conversationSid: z.string(),
  participantSid: z.string(),
  conversationState: state,
  conversationDateUpdated: z.coerce.date(),
});

const datedSchema = z.object({ dateCreated: z.coerce.date() });

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An object without the properties that are undefined. */
const compact = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<Present<T>>;

/** A conversation as the library lists it, in our words. */
export function toListedConversation(instance: unknown): ListedConversation {
  const { sid, friendlyName, state, dateCreated: createdAt, dateUpdated: updatedAt } = conversationSchema.parse(instance);
  return { sid, state, createdAt, updatedAt, ...compact({ friendlyName }) };
}

/** A message as the library lists it, in our words. */
export function toListedMessage(instance: unknown): ListedMessage {
  const message = messageSchema.parse(instance);
  const { sid, index, author, body, attributes, participantSid, dateCreated: createdAt } = message;
  const media = message.media?.map((item) => ({ Sid: item.sid, ContentType: item.content_type, Filename: item.filename }));
  return {
    sid,
    index,
    createdAt,
    ...compact({
      author,
      body,
      attributes,
      participantSid,
      media: media && JSON.stringify(media),
      updatedAt: message.dateUpdated ?? undefined,
      delivery: message.delivery ? compact(message.delivery) : undefined,
    }),
  };
}

/** A delivery receipt as the library lists it, in our words. */
export function toListedReceipt(instance: unknown): ListedReceipt {
  const { sid, status, errorCode, dateCreated, dateUpdated, participantSid, channelMessageSid } = receiptSchema.parse(instance);
  return {
    sid,
    status,
    errorCode: errorCode ?? 0,
    updatedAt: dateUpdated ?? dateCreated,
    ...compact({ participantSid, channelMessageSid }),
  };
}

/** A participant as the library lists it, in our words. */
export function toListedParticipant(instance: unknown): ListedParticipant {
  return { ...toParticipantRecord(instance), createdAt: datedSchema.parse(instance).dateCreated };
}

/** One of an identity's conversations as the library lists it, in our words. */
export function toMembership(instance: unknown): Membership {
  const { conversationSid, participantSid, conversationState, conversationDateUpdated } = membershipSchema.parse(instance);
  return { conversationSid, participantSid, state: conversationState, updatedAt: conversationDateUpdated };
}
