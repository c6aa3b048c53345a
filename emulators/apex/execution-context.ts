import type { ObjectType } from '../salesforce/schema/schema.ts';
import type { Frame } from './frame.ts';
import type { Limits } from './limits.ts';
import type { ApexType } from './types/apex-type.ts';
import type { SObject } from './values/sobject.ts';
import type { Value } from './values/value.ts';

export type TriggerOperation = 'insert' | 'update' | 'delete' | 'undelete';
export type TriggerTiming = 'before' | 'after';

/** What the variables of `Trigger` show while a trigger runs. */
export type TriggerInvocation = {
  readonly object: ObjectType;
  readonly timing: TriggerTiming;
  readonly operation: TriggerOperation;
  /** Null for a delete. In `before` triggers these may be written to, and what they then hold is stored. */
  readonly newRecords: readonly SObject[] | null;
  /** Null for an insert and an undelete; read-only. */
  readonly oldRecords: readonly SObject[] | null;
};

/** What `EventBus.TriggerContext.currentContext()` gives while a trigger on a platform event runs. */
export type EventDelivery = {
  readonly retries: number;
  readonly lastError: string | null;
  setResumeCheckpoint(replayId: string): void;
  resumeCheckpoint(): string | null;
};

/** Work that starts when the transaction has committed, or at Test.stopTest. */
export type AsyncKind = 'Queueable' | 'BatchApex' | 'ScheduledApex' | 'Future';

export type AsyncJob = {
  /** Of its AsyncApexJob. */
  readonly id: string;
  readonly kind: AsyncKind;
  readonly delayMinutes: number;
  /** The transactions that it consists of, to be run one after the other (`platform/async/job-steps.ts`). */
  steps(): Generator<{ readonly kind: AsyncKind; readonly work: (context: ExecutionContext) => Value }, void, Value>;
};

/**
 * One transaction of Apex. Everything that ends with the transaction is here: statics, counters, the calls that are running, mocks.
 * A test method is one transaction, in which `System.runAs` changes `userId` and `Test.startTest` the limits for a while.
 */
export type ExecutionContext = {
  /** Who runs it: CreatedById, sharing, user mode, UserInfo. */
  userId: string;
  readonly isTest: boolean;
  /** Set while an asynchronous job runs. */
  readonly asyncKind: AsyncKind | undefined;
  limits: Limits;
  /** Values of static fields, by class; a class is initialised when it has an entry. */
  readonly statics: Map<ApexType, Value[]>;
  /** The innermost call last; its `sharing` is the sharing mode in force. */
  readonly stack: Frame[];
  /** The innermost trigger last. */
  readonly triggers: TriggerInvocation[];
  event: EventDelivery | undefined;
  /** Jobs that were asked for and have not run yet. */
  readonly jobs: AsyncJob[];
  /** True from the first write until the transaction ends (or Test.startTest): a callout is refused then. */
  hasUncommittedWork: boolean;
  /** Kinds of objects written so far, for mixed DML; System.runAs has its own. */
  dmlKinds: Set<'setup' | 'data'>;
  /** What a test or a request set: HttpCalloutMock, RestContext, the current page, ...; by a name of the platform class that owns it. */
  readonly slots: Map<string, Value>;
  /**
   * The value of something that differs from run to run (time, random numbers, answers of queries and callouts): computed once, and given
   * again when the transaction is run again after a callout (`README.md`, "Callouts").
   */
  witness<T>(compute: () => T): T;
};
