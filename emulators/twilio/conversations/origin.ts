/** Who acts, as webhooks tell it. */
export type Origin = {
  source: 'API' | 'SDK' | 'SMS' | 'WHATSAPP';
  /** The app user, when one acted. */
  clientIdentity?: string;
  /** False for a REST write without `X-Twilio-Webhook-Enabled: true`. */
  webhooks: boolean;
};
