import type { Clock, MonotonicMs, Timers } from '../clock.ts';
import type { Inbox } from '../pipeline/inbox.ts';
import type { SendRequest, SendResult } from './send-contract.ts';
import { digestOf, sendEntry, type SendTask } from './send-entry.ts';
import type { KeptSend, SendResults } from './send-results.ts';
import type { SendWaiters } from './send-waiters.ts';

export interface AskSendDeps {
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly results: SendResults;
  readonly waiters: SendWaiters;
  readonly clock: Clock;
  readonly monotonicMs: MonotonicMs;
  readonly timers: Timers;
}

export interface SendAsk {
  readonly userId: string;
  readonly by: SendTask['by'];
  readonly request: SendRequest;
  /** How long to wait for a result, in milliseconds. */
  readonly patienceMs: number;
}

// Another gateway may have taken the message: then only the store tells.
const LOOK_MS = 500;

/**
 * Takes a message: stored before anything else, then sent by the pipeline, for which this waits a while. The same client key never sends twice, and
 * gets the answer that it got first.
 * @throws GatewayError `store_unavailable` or `overloaded`: then it was not taken
 */
export function askSend({ inbox, results, waiters, clock, monotonicMs, timers }: AskSendDeps) {
  const waitFor = async (clientKey: string, done: Promise<unknown>, untilMs: number): Promise<void> => {
    for (;;) {
      const leftMs = untilMs - monotonicMs();
      if (leftMs <= 0) return;
      const pause = Promise.withResolvers<'pause'>();
      const timer = timers.after(Math.min(LOOK_MS, leftMs), () => pause.resolve('pause'));
      const outcome = await Promise.race([done, pause.promise]);
      timer.cancel();
      if (outcome !== 'pause' || (await results.find(clientKey))?.result) return;
    }
  };
  return async ({ userId, by, request, patienceMs }: SendAsk): Promise<SendResult> => {
    const { clientKey } = request;
    const digest = digestOf({ userId, request });
    const known = await results.find(clientKey);
    if (known?.result) return answerTo(request, digest, known);
    const { done, stop } = waiters.wait(clientKey);
    try {
      const untilMs = monotonicMs() + patienceMs;
      await inbox.accept(sendEntry({ userId, askedAt: clock.now().toISOString(), by, request }));
      await waitFor(clientKey, done, untilMs);
    } finally {
      stop();
    }
    await results.accepted(clientKey, digest);
    const kept = await results.find(clientKey);
    return kept ? answerTo(request, digest, kept) : { status: 'accepted', clientKey };
  };
}

function answerTo({ clientKey }: SendRequest, digest: string, { digest: first, result }: KeptSend): SendResult {
  if (digest === first) return result ?? { status: 'accepted', clientKey };
  return { status: 'refused', clientKey, code: 'rejected', message: 'The client key is that of another message. Give this one a new key.' };
}
