import type { Clock } from '../clock.ts';
import { formatAddress } from '../directory/address.ts';
import { toGatewayError } from '../errors.ts';
import { judgeWindow, WINDOW_MS, type WhatsAppWindows, type WindowPair, type WindowState } from './whatsapp-window.ts';

/** What a conversation still tells of its customer. */
export interface LastHeard {
  readonly heardAt?: Date;
  /** Everything that was said since the moment asked for has been looked at. */
  readonly isComplete: boolean;
}

/** Looks through a conversation's latest messages. Rejects with a GatewayError; `not_found` when the conversation is gone. */
export interface CustomerWords {
  /** @param about.customer as Twilio writes it */
  lastHeard(about: { readonly conversationSid: string; readonly customer: string; readonly since: Date }): Promise<LastHeard>;
}

export interface WindowOfDeps {
  readonly windows: WhatsAppWindows;
  readonly words: CustomerWords;
  readonly clock: Clock;
}

export interface WindowQuestion extends WindowPair {
  /** Absent for a first message. */
  readonly conversationSid: string | undefined;
}

/** Whether the window of a pair is open. Rejects with a GatewayError when store or Twilio cannot be asked. */
export type WindowOf = (question: WindowQuestion) => Promise<WindowState>;

/**
 * The window of a pair that was never seen is asked of Twilio, once: when the conversation tells, what it tells is kept. Without a
 * conversation it stays unknown, and Twilio is left to judge: the customer may have written where we are not told of it (another service, a
 * Studio flow), a message kept back wrongly is lost to the customer, and one that WhatsApp refuses costs nothing and is known from then on.
 */
export function windowOf({ windows, words, clock }: WindowOfDeps): WindowOf {
  const ask = async (pair: WindowPair, conversationSid: string): Promise<WindowState> => {
    const now = clock.now();
    const since = new Date(now.getTime() - WINDOW_MS);
    const { heardAt, isComplete } = await words.lastHeard({ conversationSid, customer: formatAddress(pair.customer), since }).catch(silent);
    if (heardAt) await windows.heard(pair, heardAt);
    else if (isComplete) await windows.closed(pair, now);
    return judgeWindow({ ...(heardAt && { heardAt }), ...(!heardAt && isComplete && { closedAt: now }) }, now);
  };
  return async ({ customer, business, conversationSid }) => {
    const known = await windows.of({ customer, business });
    const judged = judgeWindow(known ?? {}, clock.now());
    return judged.state !== 'unknown' || conversationSid === undefined ? judged : ask({ customer, business }, conversationSid);
  };
}

/** A conversation that is gone tells nothing. */
function silent(thrown: unknown): LastHeard {
  if (toGatewayError(thrown).code !== 'not_found') throw thrown;
  return { isComplete: false };
}
