import { z } from 'zod';
import { systemClock } from './clock.ts';
import { LANES, type OutsideDeps } from './outside.ts';
import type { ActivityTriggers } from './pipeline/activity-trigger.ts';
import { createGuard } from './resilience/guard.ts';
import { ACTIVITY_TOPIC } from './salesforce/activity-event.ts';
import { activityPublisher } from './salesforce/activity-publisher.ts';
import { activityTriggers } from './salesforce/activity-triggers.ts';
import { businessCalendar } from './salesforce/business-calendar.ts';
import { salesforceClient, type SalesforceClient } from './salesforce/client.ts';
import { contactDirectory } from './salesforce/contact-directory.ts';
import { dailyAllowance } from './salesforce/daily-allowance.ts';
import { logIn } from './salesforce/log-in.ts';
import { metadataNumbers } from './salesforce/metadata-numbers.ts';
import { metadataRules } from './salesforce/metadata-rules.ts';
import { metadataSettings } from './salesforce/metadata-settings.ts';
import { metadataTemplates } from './salesforce/metadata-templates.ts';
import { pubSubChannel } from './salesforce/pubsub-channel.ts';
import { pubSubClient } from './salesforce/pubsub-client.ts';
import { receipts } from './salesforce/receipts.ts';
import { recordOwners } from './salesforce/record-owners.ts';
import { routingPeople } from './salesforce/routing-people.ts';
import { sharedSession } from './salesforce/shared-session.ts';
import { soql } from './salesforce/soql.ts';

const PROBE = soql`SELECT DeveloperName FROM Frontline_Setting__mdt LIMIT ${1}`;

/** Everything that the gateway asks of Salesforce. Nothing connects before the first call. */
export function connectSalesforce(deps: OutsideDeps) {
  const { config, dependencies, metrics, log } = deps;
  const { salesforce, timing } = config;
  const clock = systemClock;
  const sessions = sharedSession({
    clock,
    logIn: () => {
      metrics.onCall('login');
      return logIn({ clock })(salesforce);
    },
  });
  const allowance = dailyAllowance({ onRemaining: metrics.onRemaining, log });
  const unwatched = salesforceClient(sessions, { onRequest: metrics.onCall, onUsage: allowance.onUsage });
  // Watched beneath the caches: an answer from memory says nothing of the org.
  const client = dependencies.watch('salesforce', unwatched);
  const guard = createGuard({ name: 'Salesforce', openMs: timing.breakerOpenMs, onState: metrics.onBreaker('salesforce') });
  const forWork = guard.lane(LANES.work);
  const channel = pubSubChannel(sessions, {
    endpoint: salesforce.pubsubEndpoint,
    caPem: salesforce.pubsubCa,
    onCall: (method) => metrics.onCall(method === 'Publish' ? 'publish' : 'schema'),
  });
  const pubSub = pubSubClient(channel);
  const ask = (guarded: SalesforceClient) => asked(deps, { client: guarded, sessions });
  return {
    ...ask(guard.lane(LANES.callbacks)(client)),
    /** The same for the queues. */
    work: ask(forWork(client)),
    publisher: dependencies.watch('pubsub', activityPublisher({ clock, sessions, pubSub })),
    receipts: dependencies.watch('receipts', receipts(forWork(unwatched))),
    triggers: counted(activityTriggers(forWork(client)), metrics.onTrigger),
    isScarce: allowance.isScarce,
    breaker: guard.state,
    probes: {
      // Something that the integration user may read: /limits, for one, it may not.
      salesforce: () => client.query(PROBE, z.unknown()),
      pubsub: () => dependencies.watch('pubsub', { codec: pubSub.codec }).codec(ACTIVITY_TOPIC),
    },
    close: () => channel.close(),
  };
}

type Asking = Pick<Parameters<typeof contactDirectory>[0], 'client' | 'sessions'>;

/** What callbacks and queues want to know. */
function asked({ config, log }: OutsideDeps, { client, sessions }: Asking) {
  const { salesforce, timing, defaultCountry } = config;
  const clock = systemClock;
  const metadata = { client, clock, log, ttlMs: timing.metadataTtlMs };
  const { workerField } = salesforce;
  return {
    directory: contactDirectory({ client, sessions, clock, workerField, defaultCountry, cacheTtlMs: timing.cacheTtlMs }),
    templates: metadataTemplates(metadata),
    numbers: metadataNumbers(metadata),
    settings: metadataSettings(metadata),
    rules: metadataRules(metadata),
    calendar: businessCalendar(metadata),
    people: routingPeople({ client, clock, workerField, cacheTtlMs: timing.cacheTtlMs }),
    owners: recordOwners({ client, workerField }),
  };
}

/** Whoever asks for the triggers, the metric hears the worst of what they say: one that has stopped stops the record. */
function counted(source: ActivityTriggers, onTrigger: (status?: string) => void): ActivityTriggers {
  return {
    all: async () => {
      const triggers = await source.all();
      const stopped = triggers.find(({ status }) => status !== 'Running' && status !== 'Idle');
      onTrigger((stopped ?? triggers[0])?.status);
      return triggers;
    },
  };
}
