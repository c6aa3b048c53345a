import type { RoutingDecision } from './decision.ts';
import type { Ownership } from './route.ts';

/** A decision that may be replaced, at one point of its history. */
export interface Standing {
  readonly decision: RoutingDecision;
  /** Counts the changes: a change is made to the version that was read, or not at all. */
  readonly version: number;
  /** When it was made, changed or last of use. */
  readonly usedAt: Date;
  /** The worker who is still to leave, because the conversation went to somebody else. */
  readonly leaving?: string;
  /** What the new owner was like when they could not take the conversation: until that changes nobody tries again. */
  readonly refused?: string;
}

/** A conversation that is open and was given away because of an ownership. */
export interface Followed {
  readonly conversationSid: string;
  readonly version: number;
  readonly ownership: Ownership;
  readonly refused?: string;
}

/** What of a standing decision is replaced; what is not named stays, but `leaving` and `refused`, which then are over. */
export interface Amendment {
  readonly decision: RoutingDecision;
  readonly leaving?: string;
  readonly refused?: string;
}

/** Decisions as they change later. Every method rejects with `store_unavailable` when the store fails. */
export interface Reassignments {
  find(conversationSid: string): Promise<Standing | undefined>;
  /** `lost`: somebody else changed it since it was read; nothing was written. */
  amend(standing: Pick<Standing, 'version'>, amendment: Amendment): Promise<'kept' | 'lost'>;
  /** Conversations to follow, not known to be closed, by their SID, after the given one. */
  followed(options: { readonly after?: string; readonly limit: number }): Promise<readonly Followed[]>;
  /** The conversation goes on: its decision is kept as if it had been made now. */
  touch(conversationSid: string): Promise<void>;
}
