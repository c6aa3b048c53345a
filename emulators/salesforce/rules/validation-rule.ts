import type { Row } from '../database/database.ts';

/** A rule that refuses records (Salesforce Help, "Validation Rules"). */
export type ValidationRule = {
  readonly name: string;
  /** True when the record must not be saved; `before` is undefined for a new one. */
  readonly isBroken: (row: Row, before: Row | undefined) => boolean;
  readonly message: string;
  /** The field beside which the message is shown; undefined for the top of the page. */
  readonly field?: string | undefined;
};
