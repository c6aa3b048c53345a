import type { Log } from '../log.ts';
import type { PublishResult } from './activity.ts';
import { MAX_FAULTS } from './judge-failure.ts';
import type { PipelineObserver } from './observer.ts';
import type { OutboxItem, PublishOutcome } from './outbox.ts';
import type { RetryDelay } from './retry-delay.ts';
import { reasonForLog } from './reason-for-log.ts';

export interface PublishOutcomesDeps {
  readonly retry: RetryDelay;
  readonly observer: PipelineObserver;
  readonly log: Log;
}

/** What to write down of a batch, and what to log and count once it is written. */
export interface PublishOutcomes {
  readonly outcomes: readonly PublishOutcome[];
  /** The org lets us publish no more for now. */
  readonly isLimited: boolean;
  /** Logs and counts what was written, which leaves out the conversations that were lost; answers how many are stored. */
  readonly tell: (lost: readonly string[]) => number;
}

interface Telling {
  readonly conversationSid: string;
  readonly tell: () => void;
}

type Refused = Extract<PublishResult, { outcome: 'refused' }>;

/** From what the event bus said of each event to what becomes of its activity. */
export function publishOutcomes(deps: PublishOutcomesDeps) {
  return (items: readonly OutboxItem[], results: readonly PublishResult[]): PublishOutcomes => {
    const byKey = new Map(results.map((result) => [result.dedupeKey, result]));
    const outcomes: PublishOutcome[] = [];
    const tell: Telling[] = [];
    const stored: string[] = [];
    const limited = results.filter((result) => result.outcome === 'refused' && result.cause === 'limit').length;
    for (const item of items) {
      const { dedupeKey } = item.activity;
      const result = byKey.get(dedupeKey) ?? unanswered(dedupeKey);
      if (result.outcome === 'stored') {
        outcomes.push({ dedupeKey, outcome: 'published', replayId: result.replayId });
        stored.push(item.activity.conversationSid);
      }
      // A limit is no fault of the activity: without an outcome it stays as it was.
      else if (result.cause !== 'limit') outcomes.push(putAside(deps, { item, refused: result, tell }));
    }
    const tellKept = (lost: readonly string[]) => {
      for (const telling of tell) if (!lost.includes(telling.conversationSid)) telling.tell();
      return stored.filter((conversationSid) => !lost.includes(conversationSid)).length;
    };
    return { outcomes, isLimited: limited > 0, tell: tellKept };
  };
}

const unanswered = (dedupeKey: string): Refused => ({
  dedupeKey,
  outcome: 'refused',
  reason: 'The event bus said nothing of it.',
  isTransient: true,
});

interface PutAside {
  readonly item: OutboxItem;
  readonly refused: Refused;
  readonly tell: Telling[];
}

function putAside({ retry, observer, log }: PublishOutcomesDeps, { item, refused, tell }: PutAside): PublishOutcome {
  const { kind, dedupeKey, conversationSid } = item.activity;
  const { reason } = refused;
  // The row keeps the whole reason; it may quote a text, so the log gets what stands before it.
  const fields = { dedupeKey, kind, conversationSid, attempts: item.attempts, reason: reasonForLog(reason) };
  const isWorthAnother = refused.cause !== 'suspect' || item.attempts < MAX_FAULTS;
  if (refused.isTransient && isWorthAnother) {
    const delayMs = retry({ attempts: item.attempts });
    const putOff = () => {
      log.warn({ ...fields, retryInMs: delayMs }, 'activity put off');
      observer.onRetry({ queue: 'outbox', kind, code: 'refused' });
    };
    tell.push({ conversationSid, tell: putOff });
    return { dedupeKey, outcome: 'retry', delayMs, reason };
  }
  const dead = () => {
    log.error(fields, 'activity set aside as a dead letter');
    observer.onDead({ queue: 'outbox', kind });
  };
  tell.push({ conversationSid, tell: dead });
  return { dedupeKey, outcome: 'dead', reason };
}
