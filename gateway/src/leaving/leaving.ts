import type { Clock, MonotonicMs } from '../clock.ts';
import type { ConversationsApi, WorkerRegistry } from '../conversations/conversations-api.ts';
import { toGatewayError } from '../errors.ts';
import { createRepeat } from '../pipeline/repeat.ts';
import { whereOf } from '../pipeline/where-of.ts';
import { withDuty, type WithDutyDeps } from '../pipeline/with-duty.ts';
import type { ConversationHistory } from '../reconciliation/conversation-history.ts';
import { pacedHistory } from '../reconciliation/paced-history.ts';
import { requestTurns } from '../reconciliation/request-turns.ts';
import { countCrowded, type CountCrowdedDeps } from './count-crowded.ts';
import { leaveClosed, type LeaveClosedDeps } from './leave-closed.ts';
import { leaveConversation } from './leave-conversation.ts';

export interface LeavingDeps extends Omit<LeaveClosedDeps, 'leave'>, Omit<CountCrowdedDeps, 'history'>, WithDutyDeps {
  readonly history: ConversationHistory;
  readonly conversations: ConversationsApi;
  readonly registry: WorkerRegistry;
  readonly clock: Clock;
  readonly monotonicMs: MonotonicMs;
  /** Of Twilio's REST API: at most so many. */
  readonly requestsPerSecond: number;
}

export interface Leaving {
  readonly start: () => void;
  /** Resolves when the present request has ended. Never rejects. */
  readonly stop: () => Promise<void>;
}

const HOUR_MS = 60 * 60_000;

/** Keeps workers below the number of conversations that Twilio lets them be in: every hour, in one of the gateways that share a store. */
export function createLeaving(deps: LeavingDeps): Leaving {
  const { registry, log } = deps;
  const turns = requestTurns({ ...deps, perSecond: deps.requestsPerSecond });
  const history = pacedHistory(deps.history, turns);
  const removeParticipant: ConversationsApi['removeParticipant'] = (sid, participantSid) =>
    turns.inTurn(() => deps.conversations.removeParticipant(sid, participantSid));
  const closed = leaveClosed({ ...deps, leave: leaveConversation({ history, registry, conversations: { removeParticipant } }) });
  const count = countCrowded({ ...deps, history });
  const dutifully = withDuty(deps);
  let isStopping = false;
  const repeat = createRepeat({
    ...deps,
    everyMs: HOUR_MS,
    retryMs: HOUR_MS,
    work: async () => {
      await dutifully('leaving', async (isLost) => {
        const mayGoOn = () => !isStopping && !isLost();
        await closed(mayGoOn);
        if (mayGoOn()) await count(mayGoOn);
      });
    },
    onFailure: (error) => {
      const { code, message } = toGatewayError(error);
      log.warn(code === 'internal' ? whereOf(error) : { code, reason: message }, 'leaving closed conversations put off');
    },
  });
  return {
    start: repeat.start,
    stop: async () => {
      isStopping = true;
      turns.halt();
      await repeat.stop();
    },
  };
}
