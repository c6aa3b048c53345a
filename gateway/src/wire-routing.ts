import type { RequestHandler, Router } from 'express';
import { monotonicMs, systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { routingRoutes } from './http/routing-routes.ts';
import type { Log } from './log.ts';
import type { connectTwilio } from './outside.ts';
import type { Activity } from './pipeline/activity.ts';
import type { Inbox, InboxEntry } from './pipeline/inbox.ts';
import { createRepeat, type Repeat } from './pipeline/repeat.ts';
import { whereOf } from './pipeline/where-of.ts';
import { withDuty } from './pipeline/with-duty.ts';
import { attendMessages } from './routing/attend-messages.ts';
import type { RoutingDecision } from './routing/decision.ts';
import { explainRouting } from './routing/explain-routing.ts';
import { followOwners } from './routing/follow-owners.ts';
import { handleEntry } from './routing/handle-entry.ts';
import { incomingText } from './routing/incoming-text.ts';
import type { OwnerNews } from './routing/owner-news.ts';
import { reassign } from './routing/reassign.ts';
import { routeConversation } from './routing/route-conversation.ts';
import type { RoutingRequest } from './routing/routing-request.ts';
import { sendReply } from './routing/send-reply.ts';
import type { SendGuard } from './sending/send-guard.ts';
import type { Store } from './store/open-store.ts';

export interface WireRoutingDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly twilio: ReturnType<typeof connectTwilio>;
  readonly inbox: Pick<Inbox, 'accept' | 'finish'>;
  readonly news: OwnerNews;
  readonly requireUser: RequestHandler;
  readonly guard: SendGuard;
  readonly log: Log;
}

export interface WiredRouting {
  readonly route: (request: RoutingRequest) => Promise<RoutingDecision>;
  /** Works an entry of routing's own; undefined when it is somebody else's. */
  readonly handle: (entry: InboxEntry) => Promise<readonly Activity[] | undefined>;
  /** What the activities of an entry mean for whose the conversation is. */
  readonly attend: (entry: InboxEntry, activities: readonly Activity[]) => Promise<void>;
  /** By the name under `/salesforce/v1/`. */
  readonly routes: Readonly<Record<string, Router>>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** How long another gateway may go on with a remembered owner after one noticed the change: a read of the store so often. */
const NEWS_MS = 5_000;
const RETRY_MS = 15_000;

/** Joins routing - deciding, explaining, following owners, replying - with who has to be asked for it. */
export function wireRouting({ config, store, salesforce, twilio, inbox, news, requireUser, guard, log }: WireRoutingDeps): WiredRouting {
  const shared = { ...store, ...twilio, defaultWorker: config.defaultWorker, guard, clock: systemClock, news, log };
  const asked = { ...shared, ...salesforce, inbox };
  const worked = { ...shared, ...salesforce.work, ...twilio.work, inbox };
  const route = routeConversation(asked);
  const attend = attendMessages(worked);
  const loops = [ownerRounds({ config, store, follow: followOwners(worked), log }), newsRounds({ news, log })];
  return {
    route,
    handle: handleEntry({ route, reassign: reassign(worked), reply: sendReply(worked) }),
    attend: (entry, activities) => attend(activities, incomingText(entry)),
    routes: { routing: routingRoutes({ explain: explainRouting(asked), requireUser }) },
    start: () => {
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

interface OwnerRoundsDeps extends Pick<WireRoutingDeps, 'config' | 'store' | 'log'> {
  readonly follow: ReturnType<typeof followOwners>;
}

/** Asks who owns the customers of open conversations, on one gateway of all that share the store. */
function ownerRounds({ config, store, follow, log }: OwnerRoundsDeps): Repeat {
  const { ownersIntervalMs, leaseMs } = config.timing;
  const asDuty = withDuty({ duties: store.duties, timers: systemTimers, log, leaseMs });
  return createRepeat({
    monotonicMs,
    timers: systemTimers,
    everyMs: ownersIntervalMs,
    retryMs: Math.min(RETRY_MS, ownersIntervalMs),
    work: async () => {
      const round = await asDuty('owners', follow);
      if (round.isMine && round.result > 0) log.info({ conversations: round.result }, 'owners changed');
    },
    onFailure: (error) => log.warn(whereOf(error), 'cannot ask for changed owners'),
  });
}

const newsRounds = ({ news, log }: Pick<WireRoutingDeps, 'news' | 'log'>): Repeat =>
  createRepeat({
    monotonicMs,
    timers: systemTimers,
    everyMs: NEWS_MS,
    retryMs: NEWS_MS,
    work: () => news.look(),
    onFailure: (error) => log.warn(whereOf(error), 'cannot ask the store for news of owners'),
  });
