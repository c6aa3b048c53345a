import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ActivityTriggers, Passed } from './activity-trigger.ts';
import { judgeUnknown } from './judge-unknown.ts';
import type { PipelineObserver } from './observer.ts';
import type { Fate, FinalFate, PublishedActivities, PublishedActivity } from './published-activities.ts';
import { MAX_RECEIPT_KEYS, type ReceiptSource } from './receipt-source.ts';
import { viewTrigger, type TriggerView } from './trigger-view.ts';

export interface AskReceiptsDeps {
  readonly published: PublishedActivities;
  readonly triggers: ActivityTriggers;
  readonly receipts: ReceiptSource;
  readonly clock: Clock;
  readonly secondLookMs: number;
  /** Told of activities that are to be published again. */
  readonly onAdded: (activities: number) => void;
  readonly observer: PipelineObserver;
  readonly log: Log;
}

/** A published activity, and whether the trigger has been past it. */
interface Viewed extends PublishedActivity {
  readonly passed: Passed | 'unseen';
}

/** Less than a full question waits for others this share of a second look. */
const PATIENCE = 1 / 4;

/**
 * Asks for the receipts that are due, 200 keys at a time, of activities that the trigger has been past; where its place cannot be told, of
 * those published a second look ago. Nothing is asked while the trigger takes no events: it could only say that nothing is known.
 * Answers whether the trigger takes events, as far as it was looked at. Rejects with a GatewayError when Salesforce cannot be asked.
 */
export function askReceipts(deps: AskReceiptsDeps) {
  const { published, clock, log, secondLookMs } = deps;
  const ask = askOnce(deps);
  const patienceMs = secondLookMs * PATIENCE;
  let last: TriggerView['state'] | undefined;
  const look = async () => {
    const view = await viewTrigger(deps.triggers);
    if (view.state !== last) tell(log, view);
    last = view.state;
    return view;
  };
  return async (isOver: () => boolean): Promise<'stopped' | 'listening'> => {
    let view: TriggerView | undefined;
    while (!isOver()) {
      const due = await published.due(MAX_RECEIPT_KEYS);
      const now = clock.now().getTime();
      const isWorthIt = due.length >= MAX_RECEIPT_KEYS || due.some(({ publishedAt }) => now - publishedAt.getTime() >= patienceMs);
      if (!isWorthIt) break;
      view ??= await look();
      if (view.state === 'stopped') return 'stopped';
      const { ready, early } = divide(due, view, now - secondLookMs);
      await published.askLater(
        early.map(({ activity }) => activity.dedupeKey),
        patienceMs,
      );
      if (ready.length > 0) await ask(ready);
    }
    return 'listening';
  };
}

function tell(log: Log, view: TriggerView): void {
  if (view.state === 'listening') log.info({}, 'the activity trigger takes events');
  else if (view.state === 'stopped')
    log.error({ trigger: view.name, status: view.status }, 'the activity trigger has stopped: receipts wait');
  else log.warn({}, 'the activity trigger cannot be seen: is the package installed, may the integration user query EventBusSubscriber?');
}

function divide(due: readonly PublishedActivity[], view: TriggerView, longAgo: number) {
  const viewed = due.map((one): Viewed => ({ ...one, passed: view.state === 'listening' ? view.hasPassed(one.replayId) : 'unseen' }));
  const isReady = ({ passed, publishedAt }: Viewed) => passed === 'yes' || (passed !== 'no' && publishedAt.getTime() <= longAgo);
  return { ready: viewed.filter(isReady), early: viewed.filter((one) => !isReady(one)) };
}

function askOnce(deps: AskReceiptsDeps) {
  const { published, receipts, observer } = deps;
  const takeUp = takeUpUnknown(deps);
  return async (asked: readonly Viewed[]): Promise<void> => {
    const byKey = Map.groupBy(asked, ({ activity }) => activity.key);
    const fates = await receipts.fatesOf([...byKey.keys()]);
    for (const key of byKey.keys()) observer.onReceipt({ fate: fates.get(key) ?? 'unknown' });
    const unknown = asked.filter(({ activity }) => isUnknown(fates.get(activity.key)));
    await Promise.all([...settlements(byKey, fates).map(({ fates: known, upTo }) => published.settle(known, upTo)), takeUp(unknown)]);
  };
}

const isUnknown = (fate: Fate | undefined): boolean => fate === undefined || fate === 'unknown';

/** A fate holds for what the trigger had been past when it was asked for, key by key, and for nothing published later. */
function settlements(byKey: ReadonlyMap<string, readonly Viewed[]>, fates: ReadonlyMap<string, Fate>) {
  const known = [...byKey].flatMap(([key, asked]) => {
    const fate = fates.get(key);
    if (fate === undefined || fate === 'unknown') return [];
    return [{ key, fate: fate satisfies FinalFate, upTo: Math.max(...asked.map(({ publishedAt }) => publishedAt.getTime())) }];
  });
  const byMoment = Map.groupBy(known, ({ upTo }) => upTo);
  return [...byMoment].map(([upTo, told]) => ({ upTo: new Date(upTo), fates: told.map(({ key, fate }) => ({ key, fate })) }));
}

function takeUpUnknown({ published, clock, secondLookMs, onAdded, observer, log }: AskReceiptsDeps) {
  const judge = judgeUnknown(secondLookMs);
  const carryOut = async (one: Viewed): Promise<void> => {
    const { dedupeKey, kind, conversationSid } = one.activity;
    const verdict = judge({ ...one, ageMs: clock.now().getTime() - one.publishedAt.getTime() });
    const fields = { dedupeKey, kind, conversationSid, republished: one.republished };
    if (verdict.outcome === 'ask-later') return published.askLater([dedupeKey], verdict.delayMs);
    if (verdict.outcome === 'publish-again') {
      await published.publishAgain(dedupeKey);
      log.warn(fields, 'Salesforce lost an activity: it is published again');
      observer.onRepublished({ kind });
      onAdded(1);
      return;
    }
    await published.bury(dedupeKey, verdict.reason);
    log.error({ ...fields, reason: verdict.reason }, 'published activity set aside as a dead letter');
    observer.onDead({ queue: 'outbox', kind });
  };
  return async (unknown: readonly Viewed[]): Promise<void> => {
    await Promise.all(unknown.map(carryOut));
  };
}
