import type { Row, SaveError } from '../../salesforce/database/database.ts';
import type { TriggerOperation } from '../execution-context.ts';
import type { SObject } from '../values/sobject.ts';
import type { DmlOptions } from './apex-database.ts';

/** One record of a DML statement on its way through the order of execution. */
export type SaveEntry = {
  /** Place in the caller's list. */
  readonly index: number;
  readonly record: SObject;
  readonly operation: TriggerOperation;
  /** The stored row that is changed, deleted or brought back. */
  readonly before: Row | undefined;
  /** What would be stored; changed by before-triggers. */
  draft: Row;
  /** What triggers see in `Trigger.new` and `Trigger.old`, made when the first of them fires. */
  newRecord?: SObject;
  oldRecord?: SObject;
  readonly errors: SaveError[];
};

export type Refused = { readonly index: number; readonly id: string | null; readonly errors: readonly SaveError[] };

export const isGood = (entry: SaveEntry): boolean => entry.errors.length === 0;

/** What the parts of a statement need to know of it. */
export type Statement = { readonly options: DmlOptions; /** `Insert`, as messages begin. */ readonly verb: string };
