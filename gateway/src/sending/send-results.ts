import type { SentMessage } from '../routing/business-messages.ts';
import type { SendResult } from './send-contract.ts';

/** Who asks for what, as a digest, and under which key. */
export interface AskedSend {
  readonly clientKey: string;
  readonly digest: string;
}

/** What is kept of a message that Salesforce asked for. */
export interface KeptSend {
  /** Of the request, without the key: another request under the same key is told apart by it. */
  readonly digest: string;
  /** Where it is, or was about to be, once that was decided. */
  readonly conversationSid?: string;
  /** Address of whom it goes to, once that is known. */
  readonly customer?: string;
  /** How long ago an attempt was about to post it, in milliseconds; absent where it is known that none did. */
  readonly postingMsAgo?: number;
  /** What became of it; absent while that is open. */
  readonly result?: SendResult;
  /** The message that it became. */
  readonly posted?: PostedSend;
}

/** What of a message that was sent has to be kept, so that it comes on record even where Twilio shows it no more; never its text. */
export type PostedSend = Pick<SentMessage, 'index' | 'sentAt'>;

/** What came of one; of a message that was sent, also which it is. */
export interface SettledSend {
  readonly digest: string;
  readonly result: SendResult;
  readonly posted?: PostedSend | undefined;
}

/**
 * What became of messages, by their client keys, for as long as retention keeps it. The first result stays: a key is never answered in two
 * ways, but that `accepted` is followed by what it came to. Every method rejects with `store_unavailable` when the store fails.
 */
export interface SendResults {
  find(clientKey: string): Promise<KeptSend | undefined>;
  /**
   * Keeps for each who asks for what, unless somebody asked under that key before; answers what is kept, in order. All or none: called before a
   * message is taken, so that the first request has the key.
   */
  open(asked: readonly AskedSend[]): Promise<readonly KeptSend[]>;
  /** Whom it goes to: kept as soon as it is known, because an erasure of that address has to find it. */
  addressed(clientKey: string, customer: string): Promise<void>;
  /**
   * Where the message will be posted: noted before it is, so that it is looked for there before it is posted again. False, and nothing is noted,
   * where there is a result, or another attempt has noted less than `doubtMs` ago: that one may be posting now.
   */
  note(clientKey: string, place: { readonly digest: string; readonly conversationSid: string; readonly doubtMs: number }): Promise<boolean>;
  /** The attempt that noted it has not posted it, and never will. */
  withdraw(clientKey: string): Promise<void>;
  /**
   * Writes the result down. Answers the one that stands, and whether `accepted` was answered before: then nobody has heard of it but through
   * the record.
   */
  settle(clientKey: string, outcome: SettledSend): Promise<{ readonly result: SendResult; readonly wasAccepted: boolean }>;
  /** Whoever asked for this will be answered `accepted`, unless a result is there meanwhile, which then is answered. */
  accepted(clientKey: string, digest: string): Promise<SendResult | undefined>;
}
