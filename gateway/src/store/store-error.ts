/** `in_use`: another process has the store. `newer`: a later version wrote it. `unusable`: not ours, broken, or not accessible. */
export type StoreErrorCode = 'in_use' | 'newer' | 'unusable';

/** Why the store cannot be opened; the process exits with 3. Failures of an open store are GatewayErrors (`store_unavailable`). */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
