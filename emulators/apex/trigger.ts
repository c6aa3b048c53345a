import type { TriggerOperation, TriggerTiming } from './execution-context.ts';

/** A trigger as code. `run` reads what it is about from the innermost entry of `context.triggers`, which the caller pushes and pops. */
export type Trigger = {
  readonly name: string;
  readonly file: string;
  /** The object's API name. */
  readonly objectName: string;
  /** `before insert` and the like. */
  readonly events: ReadonlySet<`${TriggerTiming} ${TriggerOperation}`>;
  run(): void;
};
