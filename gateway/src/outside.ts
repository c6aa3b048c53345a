import { z } from 'zod';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { DependencyWatch } from './dependency-watch.ts';
import type { Log } from './log.ts';
import { ACTIVITY_TOPIC } from './salesforce/activity-event.ts';
import { knownSpelling } from './routing/known-spelling.ts';
import { activityPublisher } from './salesforce/activity-publisher.ts';
import { salesforceClient } from './salesforce/client.ts';
import { contactDirectory } from './salesforce/contact-directory.ts';
import { logIn } from './salesforce/log-in.ts';
import { metadataNumbers } from './salesforce/metadata-numbers.ts';
import { metadataSettings } from './salesforce/metadata-settings.ts';
import { metadataTemplates } from './salesforce/metadata-templates.ts';
import { pubSubChannel } from './salesforce/pubsub-channel.ts';
import { pubSubClient } from './salesforce/pubsub-client.ts';
import { sharedSession } from './salesforce/shared-session.ts';
import { soql } from './salesforce/soql.ts';
import { twilioConversations } from './twilio/conversations.ts';
import { twilioClient } from './twilio/twilio-client.ts';
import { frontlineUsers } from './twilio/frontline-users.ts';
import { rememberedWorkers } from './twilio/remembered-workers.ts';

const PROBE = soql`SELECT DeveloperName FROM Frontline_Setting__mdt LIMIT ${1}`;

export interface OutsideDeps {
  readonly config: Config;
  readonly dependencies: DependencyWatch;
  readonly log: Log;
}

/** The names under which health speaks of what is outside. */
export const OUTSIDE = ['salesforce', 'pubsub', 'twilio'] as const;

/** Everything that the gateway asks of Salesforce. Nothing connects before the first call. */
export function connectSalesforce({ config, dependencies, log }: OutsideDeps) {
  const { salesforce, timing, defaultCountry } = config;
  const clock = systemClock;
  const sessions = sharedSession({ clock, logIn: () => logIn({ clock })(salesforce) });
  // Watched beneath the caches: an answer from memory says nothing of the org.
  const client = dependencies.watch('salesforce', salesforceClient(sessions));
  const channel = pubSubChannel(sessions, { endpoint: salesforce.pubsubEndpoint, caPem: salesforce.pubsubCa });
  const pubSub = pubSubClient(channel);
  const metadata = { client, clock, log, ttlMs: timing.metadataTtlMs };
  const { workerField } = salesforce;
  return {
    directory: contactDirectory({ client, sessions, clock, workerField, defaultCountry, cacheTtlMs: timing.cacheTtlMs }),
    templates: metadataTemplates(metadata),
    numbers: metadataNumbers(metadata),
    settings: metadataSettings(metadata),
    publisher: dependencies.watch('pubsub', activityPublisher({ clock, sessions, pubSub })),
    probes: {
      // Something that the integration user may read: /limits, for one, it may not.
      salesforce: () => client.query(PROBE, z.unknown()),
      pubsub: () => dependencies.watch('pubsub', { codec: pubSub.codec }).codec(ACTIVITY_TOPIC),
    },
    close: () => channel.close(),
  };
}

/** Everything that the gateway asks of Twilio. */
export function connectTwilio({ config, dependencies, log }: OutsideDeps) {
  const { accountSid, authTokens, apiKey, apiUrl } = config.twilio;
  const client = twilioClient({ accountSid, authToken: authTokens[0] ?? '', apiKey, apiUrl });
  const users = dependencies.watch('twilio', frontlineUsers(client));
  const { defaultWorker } = config;
  return {
    conversations: dependencies.watch('twilio', twilioConversations(client)),
    registry: rememberedWorkers({ registry: users, clock: systemClock }),
    probes: {
      twilio: async () => {
        const spelling = await knownSpelling(users, defaultWorker ?? 'nobody');
        if (defaultWorker !== undefined && spelling === undefined)
          log.warn({ defaultWorker }, 'DEFAULT_WORKER has no account in the messaging app');
      },
    },
  };
}
