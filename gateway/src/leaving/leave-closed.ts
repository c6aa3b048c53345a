import type { Clock } from '../clock.ts';
import type { ConversationStates } from '../conversations/conversation-states.ts';
import { toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';

export interface LeaveClosedDeps {
  readonly states: Pick<ConversationStates, 'closedBefore' | 'forget'>;
  readonly leave: (conversationSid: string) => Promise<'left' | 'open'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onLeft: (conversations: number) => void;
  readonly afterDays: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** An hour's work at five requests a second is 6,000 conversations of three requests; the rest has time. */
const MAX_AN_HOUR = 2_000;
const CHUNK = 100;

/**
 * Lets workers leave what was closed long enough ago, the oldest first, as long as it may go on. A conversation that Twilio
 * refuses to let them leave is not tried again. Rejects when Twilio or the store fails; the rest is left next time.
 */
export function leaveClosed(deps: LeaveClosedDeps) {
  const { states, clock, afterDays } = deps;
  const leaveOne = leaveAndForget(deps);
  return async (mayGoOn: () => boolean): Promise<void> => {
    const moment = new Date(clock.now().getTime() - afterDays * DAY_MS);
    for (let done = 0; done < MAX_AN_HOUR;) {
      const chunk = await states.closedBefore(moment, CHUNK);
      for (const { conversationSid } of chunk) {
        if (!mayGoOn()) return;
        await leaveOne(conversationSid);
      }
      done += chunk.length;
      if (chunk.length < CHUNK) return;
    }
  };
}

function leaveAndForget({ states, leave, onLeft, log }: LeaveClosedDeps) {
  return async (conversationSid: string): Promise<void> => {
    try {
      if ((await leave(conversationSid)) === 'left') onLeft(1);
    } catch (thrown) {
      const { code, isTransient, message } = toGatewayError(thrown);
      if (isTransient || code === 'internal') throw thrown;
      log.warn({ conversationSid, code, reason: message }, 'a closed conversation cannot be left');
    }
    await states.forget([conversationSid]);
  };
}
