import { z } from 'zod';
import { monotonicMs, systemClock } from './clock.ts';
import { LANES, type OutsideDeps } from './outside.ts';
import type { ActivityTriggers } from './pipeline/activity-trigger.ts';
import { createGuard } from './resilience/guard.ts';
import { ACTIVITY_TOPIC } from './salesforce/activity-event.ts';
import { activityPublisher } from './salesforce/activity-publisher.ts';
import { activityTriggers } from './salesforce/activity-triggers.ts';
import { businessCalendar } from './salesforce/business-calendar.ts';
import { salesforceClient, type SalesforceClient } from './salesforce/client.ts';
import { contactDirectory } from './salesforce/contact-directory.ts';
import type { DirectoryDependencies } from './salesforce/directory-dependencies.ts';
import { metadataCustomerSettings } from './salesforce/metadata-customer-settings.ts';
import { searchWays } from './salesforce/search-ways.ts';
import type { OpenConversations } from './directory/open-conversations.ts';
import { customerRecords } from './salesforce/customer-records.ts';
import { dailyAllowance } from './salesforce/daily-allowance.ts';
import { salesforceConsents } from './salesforce/consents.ts';
import { extraFields } from './salesforce/extra-fields.ts';
import { fileUpload } from './salesforce/file-upload.ts';
import { logIn } from './salesforce/log-in.ts';
import { metadataNumbers } from './salesforce/metadata-numbers.ts';
import { metadataQuietHours } from './salesforce/metadata-quiet-hours.ts';
import { metadataRules } from './salesforce/metadata-rules.ts';
import { metadataSettings } from './salesforce/metadata-settings.ts';
import { metadataTemplates } from './salesforce/metadata-templates.ts';
import { pubSubChannel } from './salesforce/pubsub-channel.ts';
import { pubSubClient } from './salesforce/pubsub-client.ts';
import { receipts } from './salesforce/receipts.ts';
import { recordFiles } from './salesforce/record-files.ts';
import { recipients } from './salesforce/recipients.ts';
import { recordOwners } from './salesforce/record-owners.ts';
import { routingPeople } from './salesforce/routing-people.ts';
import { sameCustomer } from './salesforce/same-customer.ts';
import type { SessionSource } from './salesforce/session.ts';
import { sharedSession } from './salesforce/shared-session.ts';
import { usersById } from './salesforce/users-by-id.ts';
import { soql } from './salesforce/soql.ts';

const PROBE = soql`SELECT DeveloperName FROM Frontline_Setting__mdt LIMIT ${1}`;

export interface SalesforceDeps extends OutsideDeps {
  readonly open: OpenConversations;
}

// Who a customer is changes less often than what is said. While a conversation goes on, its messages belong to one record, and their Tasks
// to the rep in it: an owner who changed meanwhile decides only where there is no rep, and then routing has looked at it live.
const RECORDING_TTL_FACTOR = 10;
// A stranger who writes on and on is looked up twice a minute, so that a record made meanwhile is found soon.
const RECORDING_NOT_FOUND_TTL_MS = 30_000;

/** Everything that the gateway asks of Salesforce. Nothing connects before the first call. */
export function connectSalesforce(deps: SalesforceDeps) {
  const { config, dependencies, metrics, log } = deps;
  const { salesforce, timing } = config;
  const clock = systemClock;
  const sessions = sharedSession({
    monotonicMs,
    logIn: () => {
      metrics.onCall('login');
      return logIn({ clock })(salesforce);
    },
  });
  const allowance = dailyAllowance({ onRemaining: metrics.onRemaining, log });
  const unwatched = salesforceClient(sessions, { onRequest: metrics.onCall, onUsage: allowance.onUsage });
  // Watched beneath the caches: an answer from memory says nothing of the org.
  const client = dependencies.watch('salesforce', unwatched);
  // Uploads pass no breaker: what breaks one off may be where its bytes come from. Looking for the file first passes it.
  const upload = fileUpload(sessions, { onRequest: () => metrics.onCall('upload'), onUsage: allowance.onUsage });
  const guard = createGuard({ name: 'Salesforce', openMs: timing.breakerOpenMs, monotonicMs, onState: metrics.onBreaker('salesforce') });
  const forWork = guard.lane(LANES.work);
  const channel = channelTo(deps, sessions);
  const pubSub = pubSubClient(channel);
  const ways = searchWays({ client: forWork(client), clock, log });
  const ask = (guarded: SalesforceClient, ttl: Ttl) => asked(deps, { client: guarded, sessions, ways, ...ttl });
  return {
    ...ask(guard.lane(LANES.callbacks)(client), { cacheTtlMs: timing.cacheTtlMs }),
    /** The same for the queues. */
    work: ask(forWork(client), recordingTtl(timing.cacheTtlMs)),
    /** What keeps customers from being found well, in words. */
    directoryProblems: () => ways.problems(),
    publisher: dependencies.watch('pubsub', activityPublisher({ clock, sessions, pubSub })),
    receipts: dependencies.watch('receipts', receipts(forWork(unwatched))),
    files: recordFiles({ client: forWork(client), upload }),
    triggers: counted(activityTriggers(forWork(client)), metrics.onTrigger),
    sameCustomer: sameCustomer({ client: forWork(client) }),
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

const channelTo = ({ config: { salesforce }, metrics }: SalesforceDeps, sessions: SessionSource) =>
  pubSubChannel(sessions, {
    endpoint: salesforce.pubsubEndpoint,
    caPem: salesforce.pubsubCa,
    onCall: (method) => metrics.onCall(method === 'Publish' ? 'publish' : 'schema'),
  });

const recordingTtl = (cacheTtlMs: number): Ttl => ({
  cacheTtlMs: cacheTtlMs * RECORDING_TTL_FACTOR,
  notFoundTtlMs: Math.min(cacheTtlMs, RECORDING_NOT_FOUND_TTL_MS),
});

type Ttl = Pick<DirectoryDependencies, 'cacheTtlMs' | 'notFoundTtlMs'>;
type Asking = Pick<DirectoryDependencies, 'client' | 'sessions' | 'ways'> & Ttl;

/** What callbacks and queues want to know. */
function asked({ config, log, metrics, open }: SalesforceDeps, asking: Asking) {
  const { salesforce, timing, defaultCountry } = config;
  const { client } = asking;
  const clock = systemClock;
  const metadata = { client, clock, log, ttlMs: timing.metadataTtlMs };
  const { workerField } = salesforce;
  const customerSettings = metadataCustomerSettings(metadata);
  const onStale: DirectoryDependencies['onStale'] = (what, { error, ageMs }) => {
    metrics.onStale(what);
    log.warn({ err: error, what, ageSeconds: Math.round(ageMs / 1_000) }, 'Salesforce fails: answered with what was known before');
  };
  return {
    directory: contactDirectory({ ...asking, clock, workerField, defaultCountry, settings: customerSettings, open, onStale }),
    customerSettings,
    customerRecords: customerRecords({ client }),
    templates: metadataTemplates(metadata),
    numbers: metadataNumbers(metadata),
    settings: metadataSettings(metadata),
    quietHours: metadataQuietHours(metadata),
    rules: metadataRules(metadata),
    calendar: businessCalendar(metadata),
    people: routingPeople({ client, clock, workerField, cacheTtlMs: timing.cacheTtlMs }),
    owners: recordOwners({ client, workerField }),
    extraFields: extraFields(metadata),
    recipients: recipients({ ...asking, clock, defaultCountry }),
    consents: salesforceConsents({ client, clock, cacheTtlMs: timing.cacheTtlMs }),
    users: usersById({ client, clock, workerField, cacheTtlMs: timing.cacheTtlMs }),
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
