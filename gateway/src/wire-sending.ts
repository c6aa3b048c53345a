import type { RequestHandler, Router } from 'express';
import { monotonicMs, systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { messagesRoutes } from './http/messages-routes.ts';
import { makeRoom } from './leaving/make-room.ts';
import { withRoom } from './leaving/with-room.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { connectTwilio } from './outside.ts';
import type { Activity } from './pipeline/activity.ts';
import type { Inbox, InboxEntry, InboxOfMany } from './pipeline/inbox.ts';
import { inTurn } from './resilience/in-turn.ts';
import { sendingMetrics } from './sending-metrics.ts';
import { askSend } from './sending/ask-send.ts';
import { readSendTask, SEND } from './sending/send-entry.ts';
import { sendWaiters } from './sending/send-waiters.ts';
import { workSend, type WorkSendDeps } from './sending/work-send.ts';
import type { Store } from './store/open-store.ts';
import type { WiredRouting } from './wire-routing.ts';

export interface WireSendingDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly twilio: ReturnType<typeof connectTwilio>;
  readonly inbox: Pick<Inbox, 'accept' | 'finish'>;
  /** Has the pipeline look for work now. */
  readonly wake: () => void;
  readonly guards: WorkSendDeps['guards'];
  readonly requireUser: RequestHandler;
  /** What the activities of an entry mean for whose the conversation is. */
  readonly attend: WiredRouting['attend'];
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface WiredSending {
  /** Works an entry that sends; undefined when it is somebody else's. */
  readonly handle: (entry: InboxEntry) => Promise<readonly Activity[] | undefined>;
  /** By the name under `/salesforce/v1/`. */
  readonly routes: Readonly<Record<string, Router>>;
}

/**
 * Lanes that sends may hold at once, which is less than half of the pipeline's: a STOP, and whatever belongs on the record, never stands behind a
 * thousand messages of a Flow; nor does a person who waits. A few wait beside those under way, so that none of these stands empty.
 */
const TURNS = { person: { concurrent: 6, queued: 6 }, flow: { concurrent: 8, queued: 8 } } as const;
/** When a message comes back for which there was no turn: about what those before it take. Each look costs two writes of the store. */
const RETRY = { retryAfterMs: 1_000 };

/** Joins messages that Salesforce asks for with the pipeline that sends them. */
export function wireSending(deps: WireSendingDeps): WiredSending {
  const { config, store, salesforce, twilio, inbox, wake, guards, requireUser, attend, metrics, log } = deps;
  const waiters = sendWaiters();
  const shared = { results: store.sendResults, waiters, clock: systemClock };
  const work = workSend({
    ...store,
    ...twilio,
    ...salesforce.work,
    ...shared,
    inbox,
    ...twilio.work,
    // With room for one more conversation; and nobody who waits for a callback waits for a Flow.
    conversations: withRoom(twilio.work.conversations, makeRoom({ ...twilio, conversations: twilio.work.conversations, log })),
    fallback: config.twilio.numbers,
    defaultWorker: config.defaultWorker,
    guards,
    ...sendingMetrics(metrics.registry),
    log,
  });
  const turns = { person: inTurn(TURNS.person, RETRY), flow: inTurn(TURNS.flow, RETRY) };
  const acceptAll: InboxOfMany['acceptAll'] = async (entries) => {
    const answers = await store.inbox.acceptAll(entries);
    wake();
    return answers;
  };
  const ask = askSend({ ...shared, monotonicMs, inbox: { acceptAll }, timers: systemTimers, log });
  return {
    handle: async (entry) => {
      if (entry.kind !== SEND) return undefined;
      const task = readSendTask(entry.payload);
      const activities = await turns[task.by](() => work(task));
      await attend(entry, activities);
      return activities;
    },
    routes: { messages: messagesRoutes({ ask, requireUser }) },
  };
}
