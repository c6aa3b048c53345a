import { systemClock, systemTimers } from './clock.ts';
import type { Config } from './config.ts';
import { workEntry } from './conversations/work-entry.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { connectSalesforce } from './connect-salesforce.ts';
import type { connectTwilio } from './outside.ts';
import { pipelineMetrics } from './pipeline-metrics.ts';
import { createPipeline, type Pipeline } from './pipeline/pipeline.ts';
import type { RoutingDecision } from './routing/decision.ts';
import { routeConversation } from './routing/route-conversation.ts';
import { ROUTING } from './routing/routing-entry.ts';
import { readRoutingRequest, type RoutingRequest } from './routing/routing-request.ts';
import type { Store } from './store/open-store.ts';

export interface WirePipelineDeps {
  readonly config: Config;
  readonly store: Store;
  readonly salesforce: ReturnType<typeof connectSalesforce>;
  readonly twilio: ReturnType<typeof connectTwilio>;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface WiredPipeline {
  readonly pipeline: Pipeline;
  readonly route: (request: RoutingRequest) => Promise<RoutingDecision>;
}

/** Joins the pipeline with what its entries ask for: routing, or the work of a Conversations event. */
export function wirePipeline({ config, store, salesforce, twilio, metrics, log }: WirePipelineDeps): WiredPipeline {
  const domain = { ...salesforce, ...twilio, ...store, defaultWorker: config.defaultWorker, log };
  const route = routeConversation(domain);
  const work = workEntry({ ...domain, ...salesforce.work, ...twilio.work, clock: systemClock });
  const pipeline = createPipeline({
    ...store,
    handle: async (entry) => {
      if (entry.kind !== ROUTING) return work(entry);
      await route(readRoutingRequest(JSON.parse(entry.payload)));
      return [];
    },
    publisher: salesforce.publisher,
    triggers: salesforce.triggers,
    receipts: salesforce.receipts,
    isScarce: salesforce.isScarce,
    clock: systemClock,
    timers: systemTimers,
    monotonicMs: () => performance.now(),
    random: Math.random,
    log,
    observer: pipelineMetrics(metrics),
    settings: { ...config.timing, retentionDays: config.retentionDays },
  });
  return { pipeline, route };
}
