import type { MonotonicMs, Timers } from '../clock.ts';
import { toGatewayError } from '../errors.ts';
import { askReceipts, type AskReceiptsDeps } from './ask-receipts.ts';
import type { Duties } from './duties.ts';
import { createRepeat } from './repeat.ts';
import type { RetryDelay } from './retry-delay.ts';
import { whereOf } from './where-of.ts';
import { withDuty } from './with-duty.ts';

export interface ReceiptsLoopDeps extends AskReceiptsDeps {
  readonly duties: Duties;
  readonly timers: Timers;
  readonly monotonicMs: MonotonicMs;
  readonly retry: RetryDelay;
  readonly leaseMs: number;
  /** The org has few API requests left today: rounds become rare. */
  readonly isScarce: () => boolean;
}

export interface ReceiptsLoop {
  readonly start: () => void;
  /** Asks nothing more; resolves when the question under way is settled, and gives the duty back. */
  readonly stop: () => Promise<void>;
}

/** A round looks at the store every twelfth of a second look: every five seconds. It asks Salesforce nothing when nothing waits. */
const ROUNDS = 12;
const SCARCE_FACTOR = 10;

/** Asks for receipts, in one gateway for all that share the store; another takes the duty over when this one dies. */
export function createReceiptsLoop(deps: ReceiptsLoopDeps): ReceiptsLoop {
  const { monotonicMs: now, secondLookMs, retry, log } = deps;
  const ask = askReceipts(deps);
  const does = withDuty(deps);
  const state = { failures: 0, notBefore: 0, isStopping: false };
  const everyMs = secondLookMs / ROUNDS;
  const work = async () => {
    if (now() < state.notBefore) return;
    if (deps.isScarce()) state.notBefore = now() + everyMs * SCARCE_FACTOR;
    if ((await deps.published.due(1)).length === 0) return;
    const done = await does('receipts', (isLost) => ask(() => isLost() || state.isStopping));
    state.failures = 0;
    // Whoever mends the trigger is no quicker than that, and each look is an API request.
    if (done.isMine && done.result === 'stopped') state.notBefore = now() + secondLookMs;
  };
  const onFailure = (error: unknown) => {
    const { code, message, retryAfterMs } = toGatewayError(error);
    const retryInMs = retry({ attempts: state.failures++, retryAfterMs });
    state.notBefore = now() + retryInMs;
    log.warn({ ...(code === 'internal' ? whereOf(error) : { code, reason: message }), retryInMs }, 'receipts cannot be asked for');
  };
  const repeat = createRepeat({ ...deps, everyMs, retryMs: everyMs, work, onFailure });
  return {
    start: repeat.start,
    stop: async () => {
      state.isStopping = true;
      await repeat.stop();
    },
  };
}
