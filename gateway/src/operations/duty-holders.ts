import type { DutyName } from '../pipeline/duties.ts';

/** Which gateway does a duty for all that share the store. */
export interface DutyHolder {
  readonly duty: DutyName;
  /** Names an opening of the store, so a gateway that starts again has another one. */
  readonly owner: string;
  readonly isThisGateway: boolean;
  readonly until: Date;
}

/** Who does what, now. Rejects with `store_unavailable` when the store fails. */
export interface DutyHolders {
  /** Claims that have not run out. */
  holders(): Promise<readonly DutyHolder[]>;
}
