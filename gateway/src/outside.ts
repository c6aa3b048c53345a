import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { DependencyWatch } from './dependency-watch.ts';
import type { Log } from './log.ts';
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
import { twilioConversations } from './twilio/conversations.ts';
import { twilioClient } from './twilio/twilio-client.ts';
import { frontlineWorkers } from './twilio/worker-registry.ts';

export interface OutsideDeps {
  readonly config: Config;
  readonly dependencies: DependencyWatch;
  readonly log: Log;
}

/** The names under which health speaks of what is outside. */
export const OUTSIDE = ['salesforce', 'pubsub', 'twilio'] as const;

/** Everything that the gateway asks of Salesforce. Nothing connects before the first call. */
export function connectSalesforce({ config, dependencies, log }: OutsideDeps) {
  const { salesforce, timing } = config;
  const clock = systemClock;
  const sessions = sharedSession({ clock, logIn: () => logIn({ clock })(salesforce) });
  const client = salesforceClient(sessions);
  const channel = pubSubChannel(sessions, { endpoint: salesforce.pubsubEndpoint, caPem: salesforce.pubsubCa });
  const { workerField } = salesforce;
  const metadata = { client, clock, log, ttlMs: timing.metadataTtlMs };
  const watched = <T extends object>(port: T) => dependencies.watch('salesforce', port);
  return {
    directory: watched(
      contactDirectory({ client, sessions, clock, workerField, defaultCountry: config.defaultCountry, cacheTtlMs: timing.cacheTtlMs }),
    ),
    templates: watched(metadataTemplates(metadata)),
    numbers: watched(metadataNumbers(metadata)),
    settings: watched(metadataSettings(metadata)),
    publisher: dependencies.watch('pubsub', activityPublisher({ clock, sessions, pubSub: pubSubClient(channel) })),
    close: () => channel.close(),
  };
}

/** Everything that the gateway asks of Twilio. */
export function connectTwilio({ config, dependencies }: OutsideDeps) {
  const { accountSid, authTokens, apiKey, apiUrl } = config.twilio;
  const client = twilioClient({ accountSid, authToken: authTokens[0] ?? '', apiKey, apiUrl });
  return {
    conversations: dependencies.watch('twilio', twilioConversations(client)),
    registry: dependencies.watch('twilio', frontlineWorkers({ client, clock: systemClock })),
  };
}
