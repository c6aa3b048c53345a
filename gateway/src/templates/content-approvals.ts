/** What WhatsApp says of a content template (Twilio Content API, "Template approval statuses"); `unknown` is a status that we do not know. */
export type ApprovalState = 'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'unsubmitted' | 'missing' | 'unknown';

/** Asks Twilio. Rejects with a GatewayError when it cannot be asked. */
export interface ContentApprovals {
  /** `missing` when the account has no such content. */
  stateOf(contentSid: string): Promise<ApprovalState>;
}
