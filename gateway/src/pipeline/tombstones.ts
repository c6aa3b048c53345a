/** Why a key must never be published again. */
export type TombstoneReason = 'deleted' | 'erased' | 'discarded';

/** Keys of Tasks that must never come back, whoever brings them. They outlive retention. */
export interface Tombstones {
  /** Which of these keys have one. */
  among(keys: readonly string[]): Promise<ReadonlySet<string>>;
  add(keys: readonly string[], reason: TombstoneReason): Promise<void>;
}
