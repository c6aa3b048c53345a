import type { Timers } from '../timers.ts';
import { newSid } from './new-sid.ts';

/** One line of the Console's debugger. */
export type DebuggerEntry = {
  sid: string;
  at: string;
  level: 'warning' | 'error';
  /** A number of Twilio's error dictionary: https://www.twilio.com/docs/api/errors */
  code: number;
  message: string;
  /** Conversation, message or worker concerned. */
  resource?: string;
  /** The webhook's URL. */
  url?: string;
};

export type DebuggerLog = {
  write: (entry: Omit<DebuggerEntry, 'sid' | 'at'>) => void;
  entries: () => readonly DebuggerEntry[];
};

/** Bounded: only the newest entries are kept, as in the Console. */
const kept = 1_000;

/** What went wrong between the platform and the product's webhooks, for tests and people to read. */
export const createDebuggerLog = (timers: Pick<Timers, 'now'>): DebuggerLog => {
  const entries: DebuggerEntry[] = [];
  return {
    write: (entry) => {
      entries.push({ sid: newSid('NO'), at: new Date(timers.now()).toISOString(), ...entry });
      if (entries.length > kept) entries.shift();
    },
    entries: () => [...entries],
  };
};
