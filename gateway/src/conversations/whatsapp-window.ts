import type { Address } from '../directory/address.ts';

/**
 * Whatever a business sends follows the customer's last WhatsApp message by less than this, or is a template that WhatsApp has approved
 * (https://www.twilio.com/docs/api/errors/63016).
 */
export const WINDOW_MS = 24 * 60 * 60_000;

/** A customer and the number of ours that they write to: each pair has a window of its own. Both are WhatsApp addresses. */
export interface WindowPair {
  readonly customer: Address;
  readonly business: Address;
}

/** What is known of a window. Moments are Twilio's. */
export interface WindowKnowledge {
  /** When the customer last wrote. */
  readonly heardAt?: Date;
  /** When it was last seen to be closed: WhatsApp refused a text, or nothing that Twilio has opened it. */
  readonly closedAt?: Date;
}

/** Keeps what is known of windows. Each moment only moves forward, in whatever order it is told. Rejects with `store_unavailable`. */
export interface WhatsAppWindows {
  of(pair: WindowPair): Promise<WindowKnowledge | undefined>;
  heard(pair: WindowPair, at: Date): Promise<void>;
  closed(pair: WindowPair, at: Date): Promise<void>;
}

/** Whether a text may be sent now. `unknown`: nobody has seen the customer write, nor WhatsApp refuse. */
export type WindowState =
  { readonly state: 'open'; readonly closesAt: Date } | { readonly state: 'closed'; readonly since: Date } | { readonly state: 'unknown' };

/** Reads a window from what is known of it. WhatsApp's own word counts for more than the clock, until the customer writes again. */
export function judgeWindow({ heardAt, closedAt }: WindowKnowledge, now: Date): WindowState {
  if (closedAt && (!heardAt || closedAt >= heardAt)) return { state: 'closed', since: closedAt };
  if (!heardAt) return { state: 'unknown' };
  const closesAt = new Date(heardAt.getTime() + WINDOW_MS);
  return closesAt > now ? { state: 'open', closesAt } : { state: 'closed', since: closesAt };
}
