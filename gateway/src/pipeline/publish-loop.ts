import type { Timer, Timers } from '../clock.ts';
import { toGatewayError } from '../errors.ts';
import { MAX_PUBLISH_EVENTS } from './activity.ts';
import { publishBatch, type PublishBatchDeps } from './publish-batch.ts';
import { whereOf } from './where-of.ts';

export interface PublishLoopDeps extends PublishBatchDeps {
  readonly timers: Timers;
  /** How long activities are collected before they are published. */
  readonly lingerMs: number;
  readonly pollMs: number;
}

export interface PublishLoop {
  readonly start: () => void;
  /** So many activities were added: they go out after the linger, or at once when they fill a request. */
  readonly wake: (added: number) => void;
  /** Waits for the batch under way, publishes once more what has been collected, and no more. */
  readonly stop: () => Promise<void>;
  /** Publishes nothing more, whatever waits. */
  readonly halt: () => void;
}

interface State {
  /** Added since the last look at the outbox. */
  added: number;
  /** Requests in a row of which nothing came back. */
  failures: number;
  isLingering: boolean;
  isStopping: boolean;
  isHalted: boolean;
}

/** Publishes the outbox, one batch at a time. When Salesforce does not answer, it waits, longer each time, without end. */
export function createPublishLoop(deps: PublishLoopDeps): PublishLoop {
  const { timers, lingerMs } = deps;
  const state: State = { added: 0, failures: 0, isLingering: false, isStopping: false, isHalted: false };
  const publishNext = nextPublisher(deps, state);
  let underWay: Promise<void> | undefined;
  let timer: Timer | undefined;

  const pause = (ms: number) => {
    timer?.cancel();
    timer = timers.after(ms, run);
  };
  const run = () => {
    timer?.cancel();
    state.isLingering = false;
    underWay = publishNext().then((pauseMs) => {
      underWay = undefined;
      if (!state.isStopping) pause(state.added > 0 && state.failures === 0 ? Math.min(lingerMs, pauseMs) : pauseMs);
    });
  };
  const wake = (added: number) => {
    state.added += added;
    if (underWay !== undefined || state.failures > 0 || state.isStopping) return;
    if (state.added >= MAX_PUBLISH_EVENTS) {
      run();
    } else if (!state.isLingering) {
      state.isLingering = true;
      pause(lingerMs);
    }
  };
  const stop = async () => {
    state.isStopping = true;
    timer?.cancel();
    await underWay;
    if (state.failures === 0) await publishNext();
  };
  return { start: run, wake, stop, halt: () => void (state.isHalted = true) };
}

/** Publishes one batch, and further ones as long as they are full; answers how long to wait then. Never rejects. */
function nextPublisher(deps: PublishLoopDeps, state: State) {
  const publish = publishBatch(deps);
  const publishOne = async (): Promise<number> => {
    state.added = 0;
    try {
      const count = await publish(() => !state.isHalted);
      state.failures = 0;
      if (count >= MAX_PUBLISH_EVENTS) return 0;
      return count > 0 ? deps.lingerMs : deps.pollMs;
    } catch (error) {
      return backOff(deps, error, state.failures++);
    }
  };
  return async (): Promise<number> => {
    let pauseMs = await publishOne();
    while (pauseMs === 0 && !state.isStopping) pauseMs = await publishOne();
    return pauseMs;
  };
}

function backOff({ retry, observer, log }: PublishLoopDeps, error: unknown, failures: number): number {
  const { code, retryAfterMs, message } = toGatewayError(error);
  const retryInMs = retry({ attempts: failures, retryAfterMs });
  const why = code === 'internal' ? whereOf(error) : { code, reason: message };
  log.warn({ ...why, failures: failures + 1, retryInMs }, 'publishing put off');
  observer.onRetry({ queue: 'outbox', kind: 'batch', code });
  return retryInMs;
}
