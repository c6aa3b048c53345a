import type { Clock, MonotonicMs, Timers } from '../clock.ts';
import { toGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { InboxOfMany } from '../pipeline/inbox.ts';
import type { SendRequest, SendResult } from './send-contract.ts';
import { digestOf, sendEntry, type SendTask } from './send-entry.ts';
import type { AskedSend, KeptSend, SendResults } from './send-results.ts';
import type { SendWaiters } from './send-waiters.ts';

export interface AskSendDeps {
  readonly inbox: InboxOfMany;
  readonly results: Pick<SendResults, 'open' | 'find' | 'accepted'>;
  readonly waiters: SendWaiters;
  readonly clock: Clock;
  readonly monotonicMs: MonotonicMs;
  readonly timers: Timers;
  readonly log: Log;
}

export interface SendAsk {
  readonly userId: string;
  readonly by: SendTask['by'];
  readonly requests: readonly SendRequest[];
  /** How long to wait for results, in milliseconds. */
  readonly patienceMs: number;
}

// Another gateway may have taken the message: then only the store tells.
const LOOK_MS = 500;

/**
 * Takes messages: stored before anything else, all or none, then sent by the pipeline, for which this waits a while. The same client key never
 * sends twice, and gets the answer that it got first. Answers for each, in order.
 * @throws GatewayError `store_unavailable` or `overloaded`: then none was taken; once they are, there is always an answer
 */
export function askSend(deps: AskSendDeps) {
  const { inbox, results, waiters, clock, monotonicMs } = deps;
  const outcomeOf = waitForOutcome(deps);
  return async ({ userId, by, requests, patienceMs }: SendAsk): Promise<readonly SendResult[]> => {
    const untilMs = monotonicMs() + patienceMs;
    const asked = requests.map((request) => ({ request, clientKey: request.clientKey, digest: digestOf({ userId, request }) }));
    // Who asks first has the key: before the message is stored, so that no other one comes between.
    const kept = await results.open(asked);
    const messages = asked.map((one, place) => ({ ...one, ...waiters.wait(one.clientKey), known: answerKnown(one, kept[place]) }));
    try {
      const askedAt = clock.now().toISOString();
      const fresh = messages.filter(({ known }) => !known);
      await inbox.acceptAll(fresh.map(({ request }) => sendEntry({ userId, askedAt, by, request })));
      return await Promise.all(messages.map(async (message) => message.known ?? (await outcomeOf(message, message.done, untilMs))));
    } finally {
      for (const { stop } of messages) stop();
    }
  };
}

/** What is said without sending anything; undefined for a message of which nothing has become yet. */
function answerKnown({ clientKey, digest }: AskedSend, kept: KeptSend | undefined): SendResult | undefined {
  if (kept === undefined || kept.digest === digest) return kept?.result;
  return { status: 'refused', clientKey, code: 'rejected', message: 'The client key is that of another message. Give this one a new key.' };
}

/** What becomes of a message that is stored, or that it is promised. Never rejects: a failure now says nothing of the message. */
function waitForOutcome({ results, monotonicMs, timers, log }: AskSendDeps) {
  const untold = (thrown: unknown): undefined => {
    log.warn({ code: toGatewayError(thrown).code }, 'cannot look what became of a message from Salesforce; it is promised');
  };
  const wait = async (clientKey: string, done: Promise<unknown>, untilMs: number): Promise<void> => {
    for (;;) {
      const leftMs = untilMs - monotonicMs();
      if (leftMs <= 0) return;
      const pause = Promise.withResolvers<'pause'>();
      const timer = timers.after(Math.min(LOOK_MS, leftMs), () => pause.resolve('pause'));
      const outcome = await Promise.race([done, pause.promise]);
      timer.cancel();
      if (outcome !== 'pause' || (await results.find(clientKey).catch(untold))?.result) return;
    }
  };
  return async ({ clientKey, digest }: AskedSend, done: Promise<unknown>, untilMs: number): Promise<SendResult> => {
    await wait(clientKey, done, untilMs);
    return (await results.accepted(clientKey, digest).catch(untold)) ?? { status: 'accepted', clientKey };
  };
}
