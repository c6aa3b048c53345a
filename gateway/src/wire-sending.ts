import type { RequestHandler, Router } from 'express';
import { systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { messagesRoutes } from './http/messages-routes.ts';
import type { Log } from './log.ts';
import type { connectTwilio } from './outside.ts';
import type { Activity } from './pipeline/activity.ts';
import type { Inbox, InboxEntry } from './pipeline/inbox.ts';
import { askSend } from './sending/ask-send.ts';
import { readSendTask, SEND } from './sending/send-entry.ts';
import { sendWaiters } from './sending/send-waiters.ts';
import { workSend, type WorkSendDeps } from './sending/work-send.ts';
import type { Store } from './store/open-store.ts';

export interface WireSendingDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly twilio: ReturnType<typeof connectTwilio>;
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly guards: WorkSendDeps['guards'];
  readonly requireUser: RequestHandler;
  readonly log: Log;
}

export interface WiredSending {
  /** Works an entry that sends; undefined when it is somebody else's. */
  readonly handle: (entry: InboxEntry) => Promise<readonly Activity[] | undefined>;
  /** By the name under `/salesforce/v1/`. */
  readonly routes: Readonly<Record<string, Router>>;
}

/** Joins messages that Salesforce asks for with the pipeline that sends them. */
export function wireSending({ config, store, salesforce, twilio, inbox, guards, requireUser, log }: WireSendingDeps): WiredSending {
  const waiters = sendWaiters();
  const shared = { results: store.sendResults, waiters, clock: systemClock };
  const work = workSend({
    ...store,
    ...twilio,
    ...salesforce.work,
    ...shared,
    messages: twilio.work.messages,
    outgoing: twilio.work.outgoing,
    // With room for one more conversation.
    conversations: twilio.conversations,
    fallback: config.twilio.numbers,
    defaultWorker: config.defaultWorker,
    guards,
    log,
  });
  const ask = askSend({ ...shared, inbox, timers: systemTimers });
  return {
    handle: async ({ kind, payload }) => (kind === SEND ? work(readSendTask(payload)) : undefined),
    routes: { messages: messagesRoutes({ ask, requireUser }) },
  };
}
