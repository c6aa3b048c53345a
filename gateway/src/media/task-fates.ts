import type { TombstoneReason } from '../pipeline/tombstones.ts';

/**
 * What became of a message on its way to its Task: `waiting` for it or for Salesforce's word; `task`, it is there; `failed` in Salesforce, or
 * `dead` here, until somebody replays it; a tombstone's reason, it must never be there; `unknown`, it is longer ago than we remember.
 */
export type TaskFate = 'waiting' | 'task' | 'failed' | 'dead' | TombstoneReason | 'unknown';

/** Knows what became of messages. Rejects with `store_unavailable`. */
export interface TaskFates {
  of(messageSid: string): Promise<TaskFate>;
}

const BURIED: ReadonlySet<TaskFate> = new Set<TaskFate>(['deleted', 'erased', 'discarded'] satisfies TombstoneReason[]);

/** Whether the message must not be on record any more. */
export const isBuried = (fate: TaskFate): boolean => BURIED.has(fate);
