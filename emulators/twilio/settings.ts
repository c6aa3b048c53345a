/** Durations are milliseconds. */
export type Settings = {
  /** How long an autocreated conversation stays `initializing`; 0 leaves that state out. */
  initializingMs: number;
  /** From sent to delivered, and from delivered to read. */
  deliveryStepMs: number;
  /** Conversations webhooks: https://www.twilio.com/docs/conversations/conversations-webhooks */
  conversationsTimeoutMs: number;
  /** CRM, outgoing and templates callbacks: https://www.twilio.com/docs/api/errors/48005 */
  callbackTimeoutMs: number;
  /** Custom routing: https://www.twilio.com/docs/api/errors/48010 */
  routingTimeoutMs: number;
  /** Twilio's own pages disagree about the name of onDeliveryUpdated's status field. */
  deliveryStatusField: 'Status' | 'DeliveryStatus';
  /**
   * Conversations that fit an identity: 1,000 by https://www.twilio.com/docs/conversations/conversations-limits, and other than that for a
   * service instance by https://www.twilio.com/docs/api/errors/50214.
   */
  conversationsPerIdentity: number;
  /**
   * Whether a closed conversation counts against an identity's 1,000 until it is left. The limits page says "active or inactive";
   * https://www.twilio.com/docs/api/errors/50214 says "remove user from conversations".
   */
  closedCountUntilLeft: boolean;
  /** How long a signed link to a file is good. Links are called temporary; no page names a time. */
  mediaLinkMs: number;
};

export const defaultSettings: Settings = {
  initializingMs: 150,
  deliveryStepMs: 50,
  conversationsTimeoutMs: 5_000,
  callbackTimeoutMs: 6_000,
  routingTimeoutMs: 10_000,
  deliveryStatusField: 'Status',
  conversationsPerIdentity: 1_000,
  closedCountUntilLeft: false,
  mediaLinkMs: 300_000,
};
