import type { SendResult } from './send-contract.ts';

/** What is kept of a message that Salesforce asked for. */
export interface KeptSend {
  /** Of the request, without the key: another request under the same key is told apart by it. */
  readonly digest: string;
  /** Where it is, or was about to be, once that was decided. */
  readonly conversationSid?: string;
  /** What became of it; absent while that is open. */
  readonly result?: SendResult;
}

/**
 * What became of messages, by their client keys, for as long as retention keeps it. The first result stays: a key is never answered in two
 * ways, but that `accepted` is followed by what it came to. Every method rejects with `store_unavailable` when the store fails.
 */
export interface SendResults {
  find(clientKey: string): Promise<KeptSend | undefined>;
  /** Where the message will be posted: noted before it is, so that it is looked for there before it is posted again. */
  note(clientKey: string, place: { readonly digest: string; readonly conversationSid: string }): Promise<void>;
  /**
   * Writes the result down. Answers the one that stands, and whether `accepted` was answered before: then nobody has heard of it but through
   * the record.
   */
  settle(
    clientKey: string,
    outcome: { readonly digest: string; readonly result: SendResult },
  ): Promise<{ readonly result: SendResult; readonly wasAccepted: boolean }>;
  /** Whoever asked will be answered `accepted`, unless a result is there meanwhile, which then is answered. */
  accepted(clientKey: string, digest: string): Promise<SendResult | undefined>;
}
