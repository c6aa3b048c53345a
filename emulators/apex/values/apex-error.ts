import type { Value } from './value.ts';

/** What an exception carries besides its message; `rows` is for DmlException alone. */
export type ErrorDetails = { readonly rows?: readonly ErrorRow[]; readonly cause?: Value };

/** One refused record of a DML statement, as `getDmlType(i)`, `getDmlIndex(i)` and the others tell of it. */
export type ErrorRow = {
  readonly index: number;
  readonly id: string | null;
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
};

/**
 * An exception that the platform throws at Apex: `new ApexError('DmlException', message)`. A catch clause turns it into an instance of that
 * Apex class. Not for faults of this engine (those are plain errors that no Apex can catch) nor for what Apex itself throws (`Thrown`).
 */
export class ApexError extends Error {
  override readonly name = 'ApexError';
  readonly typeName: string;
  readonly details: ErrorDetails;

  constructor(typeName: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.typeName = typeName;
    this.details = details;
  }
}

/** What Apex says when it meets null where it needs an object. */
export const nullPointer = (): ApexError => new ApexError('NullPointerException', 'Attempt to de-reference a null object');
