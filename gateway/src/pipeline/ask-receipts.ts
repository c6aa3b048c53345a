import type { Log } from '../log.ts';
import type { ActivityTriggers, Passed } from './activity-trigger.ts';
import { fateOfActivity } from './fate-of-activity.ts';
import { judgeUnknown } from './judge-unknown.ts';
import type { PipelineObserver } from './observer.ts';
import type { PublishedActivities, PublishedActivity } from './published-activities.ts';
import { MAX_RECEIPT_KEYS, type ReceiptSource } from './receipt-source.ts';
import { viewTrigger, type TriggerView } from './trigger-view.ts';

export interface AskReceiptsDeps {
  readonly published: PublishedActivities;
  readonly triggers: ActivityTriggers;
  readonly receipts: ReceiptSource;
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

/**
 * The oldest waits for others this share of a second look: each round costs a look at the trigger, whatever is asked in it. Within a round,
 * what does not fill a question waits as long for the next one.
 */
const PATIENCE = 1 / 3;

/**
 * Asks for the receipts that are due, 200 keys at a time, of activities that the trigger has been past; where its place cannot be told, of
 * those published a second look ago. Nothing is asked while the trigger takes no events: it could only say that nothing is known.
 * Answers whether the trigger takes events, as far as it was looked at. Rejects with a GatewayError when Salesforce cannot be asked.
 */
export function askReceipts(deps: AskReceiptsDeps) {
  const { published, log, secondLookMs } = deps;
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
      const isFull = view !== undefined && due.length >= MAX_RECEIPT_KEYS;
      const isWorthIt = isFull || due.some(({ ageMs }) => ageMs >= patienceMs);
      if (!isWorthIt) break;
      view ??= await look();
      if (view.state === 'stopped') return 'stopped';
      const { ready, early } = divide(due, view, secondLookMs);
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

function divide(due: readonly PublishedActivity[], view: TriggerView, longAgoMs: number) {
  const viewed = due.map((one): Viewed => ({ ...one, passed: view.state === 'listening' ? view.hasPassed(one.replayId) : 'unseen' }));
  const isReady = ({ passed, ageMs }: Viewed) => passed === 'yes' || (passed !== 'no' && ageMs >= longAgoMs);
  return { ready: viewed.filter(isReady), early: viewed.filter((one) => !isReady(one)) };
}

function askOnce(deps: AskReceiptsDeps) {
  const { published, receipts, observer } = deps;
  const takeUp = takeUpUnknown(deps);
  return async (asked: readonly Viewed[]): Promise<void> => {
    const told = await receipts.receiptsOf([...new Set(asked.map(({ activity }) => activity.key))]);
    const answered = asked.map((one) => ({ ...one, fate: fateOfActivity(one.activity, told.get(one.activity.key)) }));
    for (const { fate } of answered) observer.onReceipt({ fate });
    await published.settle(
      answered.flatMap(({ activity: { dedupeKey, key }, fate }) => (fate === 'unknown' ? [] : [{ dedupeKey, key, fate }])),
    );
    await takeUp(answered.filter(({ fate }) => fate === 'unknown'));
  };
}

function takeUpUnknown({ published, secondLookMs, onAdded, observer, log }: AskReceiptsDeps) {
  const judge = judgeUnknown(secondLookMs);
  const carryOut = async (one: Viewed): Promise<void> => {
    const { dedupeKey, kind, conversationSid } = one.activity;
    const verdict = judge(one);
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
