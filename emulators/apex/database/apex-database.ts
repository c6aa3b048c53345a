import type { ExpressionContext } from '@apexdevtools/apex-parser';
import type { Field, ObjectType } from '../../salesforce/schema/schema.ts';
import type { Query } from '../../salesforce/soql/query.ts';
import type { ExecutionContext } from '../execution-context.ts';
import type { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';

/** `user`: object and field permissions and sharing of the running user; `system`: none of them but the sharing of the calling class. */
export type AccessMode = 'user' | 'system';

/** A query as Apex holds it. `WITH USER_MODE` in the text or AccessLevel.USER_MODE make `access` `user`; else it is `system`. */
export type QueryRequest = {
  readonly query: Query;
  /** The text, for messages. */
  readonly source: string;
  readonly access: AccessMode;
  /** The value of a `:expression`; lists and sets come as ApexList and ApexSet, of records too, whose ids are meant then. */
  bind(expression: ExpressionContext): Value;
};

export type DmlOperation = 'insert' | 'update' | 'delete' | 'undelete';

export type DmlOptions = { readonly allOrNone: boolean; readonly access: AccessMode; readonly allowFieldTruncation?: boolean };

export type DmlError = { readonly statusCode: string; readonly message: string; readonly fields: readonly string[] };

/** One record's outcome, in the order of the records; `created` is set by upsert alone. */
export type DmlResult = {
  readonly id: string | null;
  readonly success: boolean;
  readonly errors: readonly DmlError[];
  readonly created?: boolean;
};

/** A point to which a transaction can go back. */
export type Savepoint = { readonly savepoint: number };

export type LeadConversion = {
  readonly leadId: string;
  readonly convertedStatus: string | null;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly ownerId: string | null;
  readonly doNotCreateOpportunity: boolean;
};

export type LeadConversionResult = DmlResult & {
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly opportunityId: string | null;
};

export type ObjectPermission = 'create' | 'read' | 'edit' | 'delete';

/**
 * The org's records as Apex sees them. Everything runs in the transaction of the current ExecutionContext: counts against its limits, is
 * written as its user, fires triggers. Throws ApexError (QueryException, DmlException, ...) where Apex would see an exception.
 *
 * DML: in `write`, an insert gives the records their Id; nothing else of the caller's records changes. With `allOrNone` the first refusal
 * undoes the whole statement and throws DmlException; without it, the good records are kept, and triggers fire again for them after a
 * refusal, with statics kept (Apex Developer Guide, "Bulk DML Exception Handling").
 */
export type ApexDatabase = {
  /**
   * Runs `work` as one transaction of `context`: what it writes and publishes stays when it returns and is undone when it throws. A job or
   * a batch of events inside a test is a transaction inside the test's.
   */
  transaction<T>(context: ExecutionContext, work: () => T): T;
  /** SObjects with `queried` set; rows of GROUP BY and aggregates as SObjects of `aggregateResult`. */
  query(request: QueryRequest): SObject[];
  /** `SELECT COUNT() ...`, and Database.countQuery. */
  count(request: QueryRequest): number;
  write(operation: DmlOperation, records: readonly SObject[], options: DmlOptions): readonly DmlResult[];
  /** By Id where `field` is undefined. */
  upsert(records: readonly SObject[], field: Field | undefined, options: DmlOptions): readonly DmlResult[];
  merge(master: SObject, duplicates: readonly SObject[], options: DmlOptions): readonly DmlResult[];
  convertLead(conversion: LeadConversion, options: DmlOptions): LeadConversionResult;
  emptyRecycleBin(records: readonly SObject[]): readonly DmlResult[];
  /** Test.setCreatedDate. */
  setCreatedDate(id: string, time: number): void;
  setSavepoint(): Savepoint;
  rollback(savepoint: Savepoint): void;
  releaseSavepoint(savepoint: Savepoint): void;
  /** EventBus.publish: stored when the transaction commits, or at once where the event's publishBehavior says so. */
  publish(events: readonly SObject[]): readonly DmlResult[];
  /** Test.getEventBus().deliver(): runs the triggers on what was published and not yet delivered. */
  deliverEvents(): void;
  /** Test.getEventBus().fail(). */
  failEvents(): void;
  /** Records of a custom metadata type, without counting as a query: `getInstance` and `getAll`. */
  metadata(object: ObjectType): SObject[];
  /** Describe calls: what the running user may do, by profile and permission sets. */
  mayObject(object: ObjectType, permission: ObjectPermission): boolean;
  mayField(object: ObjectType, field: Field, permission: 'read' | 'edit'): boolean;
  /** UserInfo and FeatureManagement.checkPermission. */
  hasCustomPermission(name: string): boolean;
};
