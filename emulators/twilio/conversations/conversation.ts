import type { Message } from './message.ts';
import type { Participant } from './participant.ts';

/** https://www.twilio.com/docs/conversations-classic/states-timers.md */
export type ConversationState = 'initializing' | 'active' | 'inactive' | 'closed';

/** ISO 8601 durations as given, and the moments (ms) at which they run out. */
export type ConversationTimers = { inactive?: string; closed?: string; dateInactive?: number; dateClosed?: number };

export type Conversation = {
  sid: string;
  /** Order of creation, for paging. */
  sequence: number;
  friendlyName: string | null;
  uniqueName: string | null;
  /** JSON text. */
  attributes: string;
  state: ConversationState;
  messagingServiceSid: string;
  timers: ConversationTimers;
  createdBy: string;
  /** Milliseconds since 1970. */
  dateCreated: number;
  dateUpdated: number;
  participants: Participant[];
  messages: Message[];
  nextMessageIndex: number;
};
