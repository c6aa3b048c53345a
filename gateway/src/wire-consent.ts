import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import { CONSENT, readConsentNews } from './consent/consent-entry.ts';
import { consentGuard } from './consent/consent-guard.ts';
import { consentOf } from './consent/consent-of.ts';
import { workConsent } from './consent/work-consent.ts';
import type { connectTwilio } from './outside.ts';
import type { Activity } from './pipeline/activity.ts';
import type { Inbox, InboxEntry } from './pipeline/inbox.ts';
import type { SendGuard } from './sending/send-guard.ts';
import type { Store } from './store/open-store.ts';

export interface WireConsentDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly twilio: ReturnType<typeof connectTwilio>;
  readonly inbox: Pick<Inbox, 'accept'>;
}

export interface WiredConsent {
  /** For whoever waits for an answer. */
  readonly guard: SendGuard;
  /** For the queues, which must not take the place of those. */
  readonly workGuard: SendGuard;
  /** Works an entry about consent; undefined when it is somebody else's. */
  readonly handle: (entry: InboxEntry) => Promise<readonly Activity[] | undefined>;
}

/** Joins customers' words with where they are kept, the org and Twilio. */
export function wireConsent({ config, store, salesforce, twilio, inbox }: WireConsentDeps): WiredConsent {
  const { consentWords: words, memory } = store;
  const { consents, directory } = salesforce.work;
  const consent = consentOf({ words, consents });
  const work = workConsent({
    words,
    consents,
    consent,
    directory,
    memory,
    conversations: twilio.work.conversations,
    inbox,
    defaultWorker: config.defaultWorker,
    clock: systemClock,
  });
  return {
    guard: consentGuard({ consent: consentOf({ words, consents: salesforce.consents }) }),
    workGuard: consentGuard({ consent }),
    handle: async ({ kind, payload }) => (kind === CONSENT ? work(readConsentNews(payload)) : undefined),
  };
}
