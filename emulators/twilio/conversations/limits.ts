/** https://www.twilio.com/docs/conversations-classic/conversations-limits */
export const limits = {
  friendlyName: 256,
  identity: 256,
  address: 256,
  /** Bytes of JSON text. */
  conversationAttributes: 16 * 1024,
  participantAttributes: 4 * 1024,
  messageAttributes: 4 * 1024,
  userAttributes: 4 * 1024,
  /** Characters of a message sent to a phone. */
  body: 1_600,
  /** Bytes of a message that comes in. */
  inboundBody: 32 * 1024,
  participants: 1_000,
  nonChatParticipants: 50,
} as const;
