/** Work that one gateway does for all that share a store. */
export type DutyName = 'housekeeping' | 'receipts' | 'reconciliation' | 'leaving' | 'owners';

/** The right to do a duty for a while; `fence` tells a late holder from the present one. */
export interface DutyClaim {
  readonly duty: DutyName;
  readonly owner: string;
  readonly fence: number;
}

/** Elects who does what only one may do: a lease by the store's clock, so that the duty of a dead gateway passes on by time. */
export interface Duties {
  /** The claim, when nobody else holds the duty; also when this gateway holds it already. */
  take(duty: DutyName, leaseMs: number): Promise<DutyClaim | undefined>;
  renew(claim: DutyClaim, leaseMs: number): Promise<'kept' | 'lost'>;
  release(claim: DutyClaim): Promise<void>;
}
