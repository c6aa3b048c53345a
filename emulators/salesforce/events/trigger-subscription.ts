import { createHash } from 'node:crypto';
import { type Batch, type BatchDeps, type BatchOutcome, runTriggerBatch } from './run-trigger-batch.ts';
import type { SubscriberRow } from './subscriber-row.ts';
import type { Timers } from './timers.ts';
import type { TopicLog } from './topic-log.ts';

/** After nine retries the trigger stops (Platform Events Developer Guide, "Retry Event Triggers with EventBus.RetryableException"). */
const MAX_RETRIES = 9;

/** Of high-volume events, as every custom event is now, the last published one is not told (Object Reference, "EventBusSubscriber"). */
const NO_TIP = -1;

export type UncaughtFailure = { readonly trigger: string; readonly error: unknown; readonly replayIds: readonly string[] };

export type TriggerSubscriptionDeps = BatchDeps & {
  readonly log: Omit<TopicLog, 'append'>;
  readonly batchSize: number;
  readonly timers: Timers;
  /** How long to wait before the n-th retry, in milliseconds. */
  readonly retryDelayMs: (retry: number) => number;
  /** Told about exceptions that the platform would only write to an event log file: they never stop a trigger. */
  readonly onUncaught: (failure: UncaughtFailure) => void;
  /** Told the new row whenever something in it changed. */
  readonly onChange: (row: SubscriberRow) => void;
};

/** One Apex trigger's subscription to a topic: batches in order, retries, checkpoints, and a state that EventBusSubscriber shows. */
export class TriggerSubscription {
  readonly #deps: TriggerSubscriptionDeps;
  readonly #run: (batch: Batch) => BatchOutcome;
  #status: SubscriberRow['Status'] = 'Running';
  #position: number;
  #retries = 0;
  #lastError: string | null = null;
  #cancel: (() => void) | undefined;

  /** Starts at the tip: a trigger sees only what is published after it was saved. */
  constructor(deps: TriggerSubscriptionDeps) {
    this.#deps = deps;
    this.#run = runTriggerBatch(deps);
    this.#position = deps.log.tip();
    this.#report();
  }

  /** Something may be waiting: runs the trigger soon, never before this call has returned. */
  wake(): void {
    this.#report();
    this.#schedule(0);
  }

  /** Setup, Platform Events, "Suspend": keeps its place. */
  suspend(): void {
    this.close();
    this.#status = 'Suspended';
    this.#report();
  }

  /** What a defect of the trigger's code comes to after the last retry: disconnected, with its backlog unprocessed. */
  fail(message: string): void {
    this.close();
    this.#status = 'Error';
    this.#lastError = message;
    this.#report();
  }

  /** Goes on after the last processed event when it was suspended; from the tip, skipping the backlog, when it was in Error. */
  resume(): void {
    if (this.#status === 'Error') this.#position = this.#deps.log.tip();
    this.#status = 'Running';
    this.#retries = 0;
    this.wake();
  }

  /** Nothing is left to process, or it is stopped. */
  isIdle(): boolean {
    return this.#status !== 'Running' || this.#waiting().length === 0;
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  row(): SubscriberRow {
    const { subscriber } = this.#deps;
    return {
      ExternalId: `01q${createHash('sha256').update(subscriber.name).digest('hex').slice(0, 12).toUpperCase()}`,
      Name: subscriber.name,
      Topic: subscriber.topic,
      Type: 'ApexTrigger',
      Status: this.#status,
      Retries: this.#retries,
      LastError: this.#lastError,
      Position: this.#position,
      Tip: NO_TIP,
      LastProcessed: String(this.#position),
      LastPublished: String(NO_TIP),
      IsPartitioned: false,
    };
  }

  #report(): void {
    this.#deps.onChange(this.row());
  }

  #waiting() {
    return this.#deps.log.after(this.#position, this.#deps.batchSize);
  }

  #schedule(ms: number): void {
    if (this.#cancel || this.isIdle()) return;
    this.#cancel = this.#deps.timers.after(ms, () => {
      this.#cancel = undefined;
      this.#process();
    });
  }

  /** A retried batch is read again, so that it holds the events that came since as well. */
  #process(): void {
    const [first, ...others] = this.#waiting();
    if (!first) return;
    const events: Batch['events'] = [first, ...others];
    const outcome = this.#run({ events, retries: this.#retries, lastError: this.#lastError });
    if (outcome.kind === 'retry') {
      this.#retryLater(outcome.message);
      return;
    }
    this.#position = outcome.resumeAfter;
    this.#retries = 0;
    this.#lastError = null;
    const replayIds = events.map((event) => String(event.position));
    if (outcome.uncaught) this.#deps.onUncaught({ trigger: this.#deps.subscriber.name, error: outcome.uncaught.error, replayIds });
    this.wake();
  }

  #retryLater(message: string): void {
    this.#lastError = message;
    if (this.#retries === MAX_RETRIES) {
      this.fail(message);
      return;
    }
    this.#retries += 1;
    this.#report();
    this.#schedule(this.#deps.retryDelayMs(this.#retries));
  }
}
