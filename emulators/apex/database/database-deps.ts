import type { Org } from '../../salesforce/org.ts';
import type { ExecutionContext } from '../execution-context.ts';
import type { Trigger } from '../trigger.ts';
import type { ApexType } from '../types/apex-type.ts';

/** What every part of the database works with. */
export type ApexDatabaseDeps = {
  readonly org: Org;
  /** Filled once the project is compiled. */
  readonly triggers: readonly Trigger[];
  /** Names types: `List<Contact>`. Throws for an unknown one. */
  readonly types: { get(text: string): ApexType };
  /** The transaction that is running; throws when none is. */
  readonly context: () => ExecutionContext;
  /** Runs something as another transaction: a batch of events, a job. */
  readonly within: <T>(context: ExecutionContext, work: () => T) => T;
};
