import type { Activity, PublishResult } from '../../pipeline/activity.ts';
import { createPipeline, type Pipeline, type PipelineDeps } from '../../pipeline/pipeline.ts';
import type { Handle } from '../../pipeline/work-entry.ts';
import type { TestStore } from './engines.ts';
import { activity } from './entries.ts';
import { turns } from './until.ts';

export interface RunningPipeline {
  readonly pipeline: Pipeline;
  /** The keys handed to the handler, in order, each with the seconds since the start. */
  readonly worked: { readonly key: string; readonly second: number }[];
  /** What was handed to the publisher, batch by batch. */
  readonly batches: (readonly Activity[])[];
  /** What the observer was told, and the log, one word or line each. */
  readonly told: string[];
  readonly logged: unknown[];
  /** Replaceable: what the handler and the publisher do. */
  handle: Handle;
  publish: PipelineDeps['publisher']['publish'];
  /** Stops it, letting the deadline pass. */
  stop(): Promise<void>;
  /** Moves the time on, step by step, with everything that follows from it. */
  pass(ms: number, stepMs?: number): Promise<void>;
}

export const SETTINGS = {
  workPollMs: 1_000,
  publishLingerMs: 50,
  publishPerHour: 200_000,
  retryBaseMs: 1_000,
  leaseMs: 30_000,
  secondLookMs: 60_000,
  retentionDays: 14,
};

/** As the event bus answers when all is well. */
export const stored = (activities: readonly Activity[]): Promise<PublishResult[]> =>
  Promise.resolve(activities.map(({ dedupeKey }) => ({ dedupeKey, outcome: 'stored', replayId: 'AAAB' })));

/** A pipeline on a real store, with a handler that makes one activity of each entry and a publisher that stores all. */
export function runPipeline(kept: TestStore, overrides: Partial<PipelineDeps> = {}): RunningPipeline {
  const startedAt = kept.time.clock.now().getTime();
  const log = (fields: unknown, message?: string) => void running.logged.push([fields, message]);
  const running: RunningPipeline = {
    worked: [],
    batches: [],
    told: [],
    logged: [],
    handle: ({ key, conversationSid }) => Promise.resolve([activity({ key, conversationSid })]),
    publish: stored,
    async stop() {
      const stopped = running.pipeline.stop(1_000);
      await turns();
      kept.time.advance(1_000);
      await stopped;
    },
    async pass(ms, stepMs = ms) {
      for (let passed = 0; passed < ms; passed += stepMs) {
        kept.time.advance(stepMs);
        await turns();
      }
    },
    pipeline: createPipeline({
      ...kept.store,
      ...kept.time,
      settings: SETTINGS,
      // A trigger that has never got to anything: nothing is ever asked.
      triggers: {
        all: () => Promise.resolve([{ name: 'FrontlineActivityTrigger', status: 'Running', retries: 0, hasPassed: () => 'no' }]),
      },
      receipts: { receiptsOf: () => Promise.resolve(new Map()) },
      isScarce: () => false,
      random: () => 0.5,
      log: { debug: log, info: log, warn: log, error: log },
      handle: (entry) => {
        running.worked.push({ key: entry.key, second: (kept.time.clock.now().getTime() - startedAt) / 1_000 });
        return running.handle(entry);
      },
      publisher: {
        publish: (activities) => {
          running.batches.push(activities);
          return running.publish(activities);
        },
      },
      observer: {
        onWorked: ({ kind, activities }) => running.told.push(`worked ${kind} ${activities}`),
        onPublished: ({ events }) => running.told.push(`published ${events}`),
        onRetry: ({ queue, kind, code }) => running.told.push(`retry ${queue} ${kind} ${code}`),
        onDead: ({ queue, kind }) => running.told.push(`dead ${queue} ${kind}`),
        onReceipt: ({ fate }) => running.told.push(`receipt ${fate}`),
        onRepublished: ({ kind }) => running.told.push(`republished ${kind}`),
      },
      ...overrides,
    }),
  };
  return running;
}
