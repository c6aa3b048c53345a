import type { Timer } from '../clock.ts';
import { MAX_PUBLISH_EVENTS } from './activity.ts';
import { coalesce } from './coalesce.ts';
import { createPublishWindow, type PublishWindow, type PublishWindowDeps, type Sent } from './publish-window.ts';

export interface PublishLoopDeps extends Omit<PublishWindowDeps, 'onSettled'> {
  /** How long the first activity after a quiet time waits for others. */
  readonly lingerMs: number;
  readonly pollMs: number;
}

export interface PublishLoop {
  readonly start: () => void;
  /** So many activities were added. */
  readonly wake: (added: number) => void;
  /** Waits for the batches under way, publishes once more what has been collected, and no more. */
  readonly stop: () => Promise<void>;
  /** Publishes nothing more, whatever waits, and gives back what is under way; what Salesforce still says of it is thrown away. */
  readonly abandon: () => Promise<void>;
}

/** Requests start this many lingers apart while less than a full one waits: a second by default, so that 50 messages a second are one request. */
const STEADY_LINGERS = 20;

/**
 * Decides when the outbox is published. The first activity after a quiet time goes out after the linger; under steady load requests are
 * spaced, so that each carries more; a full request goes at once. What nothing announced (put off, or added by another gateway) is
 * found by polling.
 */
export function createPublishLoop(deps: PublishLoopDeps): PublishLoop {
  const state = { added: 0, isStopping: false };
  const pace = pacing(deps, () => filling.request());
  const onSettled = (isMoreLikely: boolean) => {
    if (window.heldForMs() > 0) pace.lookIn(window.heldForMs());
    else if (isMoreLikely || state.added >= MAX_PUBLISH_EVENTS) filling.request();
    else if (state.added > 0) pace.collect();
  };
  const window = createPublishWindow({ ...deps, onSettled });

  const fill = async () => {
    const { added } = state;
    state.added = 0;
    const sent = await sendAll(window, () => state.isStopping);
    if (sent.outcome === 'full' || sent.outcome === 'some') pace.sent();
    // What was added may belong to a conversation that is under way: then it is looked for again once that is over.
    const isBehind = sent.outcome === 'nothing' && window.underWay() > 0;
    const waitMs = sent.outcome === 'throttled' ? sent.waitMs : window.heldForMs();
    if (waitMs === 0 && state.added > 0) pace.collect();
    else pace.lookIn(waitMs || deps.pollMs);
    if (isBehind) state.added += added;
  };
  const filling = coalesce(fill);

  return {
    start: filling.request,
    wake: (added) => {
      state.added += added;
      if (state.isStopping || window.heldForMs() > 0) return;
      if (state.added >= MAX_PUBLISH_EVENTS) filling.request();
      else pace.collect();
    },
    stop: async () => {
      state.isStopping = true;
      pace.stop();
      await filling.idle();
      await window.idle();
      if (!window.isDown()) await window.sendNext();
      await window.idle();
    },
    abandon: window.abandon,
  };
}

/** Sends until nothing more can be, or need be, sent now. */
async function sendAll(window: PublishWindow, isStopping: () => boolean): Promise<Sent> {
  let sent = await window.sendNext();
  while (sent.outcome === 'full' && !isStopping()) {
    const next = await window.sendNext();
    if (next.outcome === 'nothing' || next.outcome === 'shut') break;
    sent = next;
  }
  return sent;
}

/** When the next look at the outbox is. */
function pacing({ timers, monotonicMs: now, lingerMs }: PublishLoopDeps, look: () => void) {
  const state = { isCollecting: false, isStopped: false, lastAt: -Infinity };
  let timer: Timer | undefined;
  const lookNow = () => {
    state.isCollecting = false; // what comes while we look is collected anew
    look();
  };
  const lookIn = (ms: number) => {
    timer?.cancel();
    state.isCollecting = false;
    if (!state.isStopped) timer = timers.after(ms, lookNow);
  };
  return {
    lookIn,
    /** Something waits: it goes out after the linger, or when the next request is due. */
    collect: () => {
      if (state.isCollecting) return;
      lookIn(Math.max(lingerMs, state.lastAt + STEADY_LINGERS * lingerMs - now()));
      state.isCollecting = true;
    },
    /** A request is on its way. */
    sent: () => (state.lastAt = now()),
    stop: () => {
      state.isStopped = true;
      timer?.cancel();
    },
  };
}
