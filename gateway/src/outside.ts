import { monotonicMs, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { DependencyWatch } from './dependency-watch.ts';
import { makeRoom } from './leaving/make-room.ts';
import { withRoom } from './leaving/with-room.ts';
import type { Log } from './log.ts';
import type { OutsideMetrics } from './outside-metrics.ts';
import { createGuard } from './resilience/guard.ts';
import { knownSpelling } from './routing/known-spelling.ts';
import { businessMessages } from './twilio/business-messages.ts';
import { contentApprovals } from './twilio/content-approvals.ts';
import { twilioConversations } from './twilio/conversations.ts';
import { customerWords } from './twilio/customer-words.ts';
import { outgoingConversations } from './twilio/outgoing-conversations.ts';
import { twilioClient } from './twilio/twilio-client.ts';
import { frontlineUsers } from './twilio/frontline-users.ts';
import { frontlineWorkers } from './twilio/frontline-workers.ts';
import { rememberedFrontlineWorkers } from './twilio/remembered-frontline-workers.ts';
import { twilioHistory } from './twilio/twilio-history.ts';
import { twilioMedia } from './twilio/twilio-media.ts';
import { rememberedWorkers } from './twilio/remembered-workers.ts';

export interface OutsideDeps {
  readonly config: Config;
  readonly dependencies: DependencyWatch;
  readonly metrics: OutsideMetrics;
  readonly log: Log;
}

/** The names under which health speaks of what is outside. */
export const OUTSIDE = ['salesforce', 'pubsub', 'receipts', 'twilio'] as const;

/** Calls under way at once and waiting: those that somebody waits for, and those of the queues and of comparisons, which must not keep the first ones waiting. */
export const LANES = {
  callbacks: { concurrent: 20, queued: 40 },
  work: { concurrent: 20, queued: 200 },
  history: { concurrent: 10, queued: 50 },
} as const;

/** Everything that the gateway asks of Twilio. */
export function connectTwilio({ config, dependencies, metrics, log }: OutsideDeps) {
  const { accountSid, authTokens, apiKey, apiUrl, conversationsServiceSid } = config.twilio;
  const credentials = { accountSid, authToken: authTokens[0] ?? '', apiKey, apiUrl };
  const client = twilioClient(credentials);
  const guard = createGuard({ name: 'Twilio', openMs: config.timing.breakerOpenMs, monotonicMs, onState: metrics.onBreaker('twilio') });
  const forCallbacks = guard.lane(LANES.callbacks);
  const forWork = guard.lane(LANES.work);
  const users = dependencies.watch('twilio', frontlineUsers(client));
  const workers = dependencies.watch('twilio', frontlineWorkers(client));
  const conversations = dependencies.watch('twilio', twilioConversations(client));
  const history = guard.lane(LANES.history)(dependencies.watch('twilio', twilioHistory(client)));
  const asked = forCallbacks(conversations);
  const approvals = dependencies.watch('twilio', contentApprovals(client, { clock: systemClock }));
  const { defaultWorker } = config;
  return {
    conversations: withRoom(asked, makeRoom({ history, conversations: asked, log })),
    registry: rememberedWorkers({ registry: forCallbacks(users), clock: systemClock }),
    workers: rememberedFrontlineWorkers({ workers: forCallbacks(workers), clock: systemClock }),
    /** What Twilio still knows. Nobody waits for it but a routing that makes room. */
    history,
    approvals: forCallbacks(approvals),
    /** Files of messages: no breaker, because they come from hosts of their own. */
    media: twilioMedia(client, { ...credentials, serviceSid: conversationsServiceSid }),
    /** What conversations still tell of their customers. */
    words: forCallbacks(dependencies.watch('twilio', customerWords(client))),
    /** The same for the queues. */
    work: {
      conversations: forWork(conversations),
      approvals: forWork(approvals),
      messages: forWork(dependencies.watch('twilio', businessMessages(client))),
      registry: rememberedWorkers({ registry: forWork(users), clock: systemClock }),
      words: forWork(dependencies.watch('twilio', customerWords(client))),
      outgoing: forWork(dependencies.watch('twilio', outgoingConversations(client))),
    },
    breaker: guard.state,
    probes: {
      twilio: async () => {
        const spelling = await knownSpelling(users, defaultWorker ?? 'nobody');
        if (defaultWorker !== undefined && spelling === undefined)
          log.warn({ defaultWorker }, 'DEFAULT_WORKER has no account in the messaging app');
      },
    },
  };
}
