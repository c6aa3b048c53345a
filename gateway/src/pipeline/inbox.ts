/**
 * An accepted webhook. Entries of one lane are worked one after another in the order of acceptance; lanes are independent.
 * A conversation has a lane for its messages and others for routing and naming, so that a failing name never delays a Task.
 */
export interface InboxEntry {
  /** Names the happening; a second entry with the same key is the same happening. */
  readonly key: string;
  readonly lane: string;
  readonly conversationSid: string;
  /** What to do with it: the event type, or `routing`. */
  readonly kind: string;
  /** Key of the Task that it makes; absent for what makes none, or only changes one. An erasure leaves a tombstone for it. */
  readonly taskKey?: string;
  /** The parameters as received, JSON. Blanked once the work is done. */
  readonly payload: string;
}

export interface AcceptOptions {
  /** Not before this many milliseconds from now, because the caller does the work itself first. */
  readonly holdMs?: number;
}

/**
 * Where webhooks are kept until they are worked. Resolves when the entry is durable; rejects with `store_unavailable` when
 * it is not, and with `overloaded` when the store holds as much as it may.
 */
export interface Inbox {
  accept(entry: InboxEntry, options?: AcceptOptions): Promise<'stored' | 'duplicate'>;
  /** Keeps a payload that nobody can read, as a dead letter with the reason. */
  acceptDead(entry: InboxEntry, reason: string): Promise<'stored' | 'duplicate'>;
  /** The caller has done the work itself. */
  finish(key: string): Promise<void>;
  /** The caller could not do the work: leave it to the worker, now. */
  release(key: string): Promise<void>;
}

/** Takes entries together. */
export interface InboxOfMany {
  /** Resolves when all of them are durable; rejects as `accept` does, and then has taken none. Answers for each, in order. */
  acceptAll(entries: readonly InboxEntry[]): Promise<readonly ('stored' | 'duplicate')[]>;
}
