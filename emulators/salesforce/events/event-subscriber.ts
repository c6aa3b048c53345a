import type { FieldValue } from '../database/database.ts';

/** An event as a trigger sees it in `Trigger.new`: system fields and custom fields, null where nothing was sent. */
export type TriggerEvent = {
  readonly ReplayId: string;
  readonly EventUuid: string;
  readonly CreatedDate: string;
  readonly CreatedById: string;
  readonly [field: string]: FieldValue;
};

/** What `EventBus.TriggerContext.currentContext()` gives. */
export type TriggerContext = {
  /** How often this batch was sent again because of a RetryableError. */
  readonly retries: number;
  readonly lastError: string | null;
  /** The next batch starts after this event, whether the trigger then returns or throws. Throws for an id outside the batch. */
  setResumeCheckpoint(replayId: string): void;
};

/** An Apex trigger on a platform event, or what stands in its place. `receive` runs in one transaction and may throw RetryableError. */
export type EventSubscriber = {
  /** The trigger's name. */
  readonly name: string;
  /** The event's API name, `Frontline_Activity__e`. */
  readonly topic: string;
  receive(events: readonly TriggerEvent[], context: TriggerContext): void;
};
