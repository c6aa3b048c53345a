import { RetryableError } from '../events/retryable-error.ts';

/** As many events as one slice of a batch holds. */
const SLICE_SIZE = 50;

/** Well below the platform's nine, after which a trigger stops and its backlog is lost. */
export const MAX_RETRIES = 4;

export type RecordBatchDeps<Event> = {
  readonly retries: number;
  /** The platform goes on after this event, should the trigger die from now on. */
  readonly resumeAfter: (event: Event) => void;
  /** Undoes the writes of `work` when it throws. */
  readonly transaction: (work: () => boolean) => boolean;
  readonly record: (slice: readonly Event[]) => void;
  /** Takes the events of a slice that cannot be recorded, with the reason. */
  readonly keep: (slice: readonly Event[], reason: string) => void;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Records a batch in slices, with a checkpoint before the first one, which would die again, and after each. An error asks for the whole
 * batch again, by a RetryableError, at most four times; then its slice is kept as failures and the others go on.
 */
export const recordBatch =
  <Event>(deps: RecordBatchDeps<Event>) =>
  (events: readonly Event[]): void => {
    const attempt = (slice: readonly Event[]): void => {
      try {
        deps.transaction(() => {
          deps.record(slice);
          return true;
        });
      } catch (error) {
        if (error instanceof RetryableError) throw error;
        if (deps.retries < MAX_RETRIES) throw new RetryableError(reasonOf(error));
        deps.keep(slice, reasonOf(error));
      }
    };
    for (let start = 0; start < events.length; start += SLICE_SIZE) {
      const slice = events.slice(start, start + SLICE_SIZE);
      const last = slice.at(-1);
      if (last === undefined) return;
      if (start === 0) deps.resumeAfter(last);
      attempt(slice);
      deps.resumeAfter(last);
    }
  };
