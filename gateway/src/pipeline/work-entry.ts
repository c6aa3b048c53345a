import type { MonotonicMs } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Activity } from './activity.ts';
import type { InboxEntry } from './inbox.ts';
import { judgeFailure, type Verdict } from './judge-failure.ts';
import type { PipelineObserver } from './observer.ts';
import { outagePause, type OutagePause } from './outage-pause.ts';
import { reasonForLog } from './reason-for-log.ts';
import type { RetryDelay } from './retry-delay.ts';
import { whereOf } from './where-of.ts';
import type { ClaimedEntry, WorkQueue } from './work-queue.ts';

/**
 * Does what an entry asks for and answers the activities it made. It may run more than once for the same entry: after a
 * crash, or when it took longer than its lease. A transient GatewayError is tried again without end, any other is final.
 */
export type Handle = (entry: InboxEntry) => Promise<readonly Activity[]>;

export interface WorkEntryDeps {
  readonly workQueue: Pick<WorkQueue, 'complete' | 'retryLater' | 'bury'>;
  readonly handle: Handle;
  readonly retry: RetryDelay;
  readonly monotonicMs: MonotonicMs;
  /** Told of new activities in the outbox. */
  readonly onAdded: (activities: number) => void;
  readonly observer: PipelineObserver;
  readonly log: Log;
}

/** Works one entry to its end, whichever that is. Answers whether its lane may go on: not when it waits, or was lost. */
export function workEntry(deps: WorkEntryDeps) {
  const judge = judgeFailure(deps.retry);
  const pause = outagePause(deps.monotonicMs);
  return async (entry: ClaimedEntry): Promise<boolean> => {
    const startedAt = deps.monotonicMs();
    try {
      const activities = await deps.handle(entry);
      const held = await deps.workQueue.complete(entry, activities);
      if (held === 'lost') return false;
      const durationMs = deps.monotonicMs() - startedAt;
      deps.observer.onWorked({ kind: entry.kind, activities: activities.length, durationMs });
      if (activities.length > 0) deps.onAdded(activities.length);
      return true;
    } catch (error) {
      const verdict = inTurn(judge(error, entry), entry.kind, pause);
      tell(deps.log, { entry, verdict, error });
      return carryOut(deps, entry, verdict);
    }
  };
}

/** Only where the other side is known to be down: a lane of ours that is full says nothing of how long that lasts. */
function inTurn(verdict: Verdict, kind: string, pause: OutagePause): Verdict {
  if (verdict.outcome !== 'retry' || !verdict.isUntried || verdict.code !== 'upstream_busy') return verdict;
  return { ...verdict, delayMs: Math.max(verdict.delayMs, pause(kind)) };
}

async function carryOut({ workQueue, observer }: WorkEntryDeps, entry: ClaimedEntry, verdict: Verdict): Promise<boolean> {
  const isRetry = verdict.outcome === 'retry';
  const held = isRetry ? await workQueue.retryLater(entry, verdict) : await workQueue.bury(entry, verdict.reason);
  if (held === 'lost') return false;
  const { kind } = entry;
  if (isRetry) observer.onRetry({ queue: 'inbox', kind, code: verdict.code });
  else observer.onDead({ queue: 'inbox', kind });
  return !isRetry;
}

const EVERYDAY_ATTEMPTS = 3;

interface Told {
  readonly entry: ClaimedEntry;
  readonly verdict: Verdict;
  readonly error: unknown;
}

function tell(log: Log, { entry, verdict, error }: Told): void {
  const { key, kind, conversationSid, attempts } = entry;
  const why = verdict.isFault ? whereOf(error) : { code: verdict.code, reason: reasonForLog(verdict.reason) };
  const fields = { key, kind, conversationSid, attempts, ...why };
  if (verdict.outcome === 'dead') log.error(fields, 'entry set aside as a dead letter');
  // The first tries are everyday life (a conversation that is still initializing); what lasts is for somebody to look at.
  else log[attempts < EVERYDAY_ATTEMPTS ? 'info' : 'warn']({ ...fields, retryInMs: verdict.delayMs }, 'entry put off');
}
