export type Channel = 'sms' | 'whatsapp';

/** A customer's address and the number through which they see us: the pair that says where an inbound message goes. */
export type Binding = { type: Channel; address: string; proxyAddress: string };

/** Either a chat user (identity) or somebody on a phone (binding). */
export type Participant = {
  sid: string;
  sequence: number;
  conversationSid: string;
  identity: string | null;
  binding: Binding | null;
  attributes: string;
  roleSid: string;
  dateCreated: number;
  dateUpdated: number;
  lastReadMessageIndex: number | null;
  lastReadTimestamp: string | null;
};
