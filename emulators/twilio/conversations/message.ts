import type { Media } from '../media/media.ts';

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered';

/** What became of a message on its way to one phone. */
export type Receipt = {
  sid: string;
  sequence: number;
  messageSid: string;
  conversationSid: string;
  participantSid: string;
  /** SM... or WA... */
  channelMessageSid: string;
  status: DeliveryStatus;
  errorCode: number;
  dateCreated: number;
  dateUpdated: number;
};

export type Message = {
  sid: string;
  conversationSid: string;
  /** Increases within a conversation; never reused. */
  index: number;
  author: string;
  body: string | null;
  attributes: string;
  participantSid: string | null;
  contentSid: string | null;
  media: readonly Media[];
  dateCreated: number;
  dateUpdated: number;
  receipts: Receipt[];
};
