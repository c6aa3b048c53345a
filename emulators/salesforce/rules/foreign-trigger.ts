import type { FieldValue } from '../database/database.ts';

export type ForeignTriggerEvent = `${'before' | 'after'} ${'insert' | 'update' | 'delete' | 'undelete'}`;

/**
 * A trigger that the org has besides the package's: another vendor's, or the admin's own. It is asked about each record; what it answers
 * is what `addError` would say, and what it throws is an exception that nobody caught.
 */
export type ForeignTrigger = {
  readonly name: string;
  readonly objectName: string;
  readonly events: ReadonlySet<ForeignTriggerEvent>;
  judge(read: (fieldName: string) => FieldValue): string | undefined;
};
