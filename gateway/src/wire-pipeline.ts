import { monotonicMs, systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import { newCustomers } from './directory/new-customers.ts';
import { workEntry } from './conversations/work-entry.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { hearingInbox } from './consent/hearing-inbox.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import type { connectTwilio } from './outside.ts';
import { pipelineMetrics } from './pipeline-metrics.ts';
import { createPipeline, type Pipeline } from './pipeline/pipeline.ts';
import type { Store } from './store/open-store.ts';
import type { WiredConsent } from './wire-consent.ts';
import type { WiredMedia } from './wire-media.ts';
import type { WiredRouting } from './wire-routing.ts';
import type { WiredSending } from './wire-sending.ts';
import type { WiredWindow } from './wire-window.ts';

export interface WirePipelineDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly twilio: ReturnType<typeof connectTwilio>;
  readonly routing: Pick<WiredRouting, 'handle' | 'attend'>;
  readonly consent: Pick<WiredConsent, 'handle'>;
  readonly sending: Pick<WiredSending, 'handle'>;
  readonly window: Pick<WiredWindow, 'attend'>;
  readonly media: Pick<WiredMedia, 'attend' | 'handle'>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Joins the pipeline with what its entries ask for: what routing keeps there, or the work of a Conversations event. */
export function wirePipeline(deps: WirePipelineDeps): Pipeline {
  const { config, store, salesforce, twilio, routing, consent, sending, window, media, metrics, log } = deps;
  const domain = { ...salesforce, ...twilio, ...store, defaultWorker: config.defaultWorker, log };
  const { directory, customerRecords: records, customerSettings } = salesforce.work;
  const strangers = newCustomers({ directory, records, settings: customerSettings });
  const work = workEntry({ ...domain, ...salesforce.work, ...twilio.work, newCustomers: strangers, clock: systemClock });
  const pipeline = createPipeline({
    ...store,
    handle: async (entry) => {
      const handled = (await routing.handle(entry)) ?? (await consent.handle(entry)) ?? (await sending.handle(entry));
      const ofMedia = handled ?? (await media.handle(entry));
      if (ofMedia) return ofMedia;
      const activities = await work(entry);
      await window.attend(entry, activities);
      await media.attend(entry, activities);
      await routing.attend(entry, activities);
      return activities;
    },
    publisher: salesforce.publisher,
    triggers: salesforce.triggers,
    receipts: salesforce.receipts,
    isScarce: salesforce.isScarce,
    clock: systemClock,
    timers: systemTimers,
    monotonicMs,
    random: Math.random,
    log,
    observer: pipelineMetrics(metrics),
    settings: { ...config.timing, retentionDays: config.retentionDays },
  });
  return { ...pipeline, inbox: hearingInbox({ inbox: pipeline.inbox, clock: systemClock }) };
}
