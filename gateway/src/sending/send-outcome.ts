import type { SentMessage } from '../routing/business-messages.ts';

/** A message that is in its conversation now. */
export interface SendOutcome {
  readonly message: SentMessage;
  readonly conversationSid: string;
  readonly author: string;
  readonly text: string;
  /** Absent where an earlier attempt sent it. */
  readonly customerName?: string;
}
