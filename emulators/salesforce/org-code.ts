import type { Fields, SaveResult } from './database/database.ts';
import type { EventSubscriber } from './events/event-subscriber.ts';

export type WriteOperation = 'insert' | 'update' | 'upsert' | 'delete';

/** One record of a request: `fields` holds the Id of what is changed or deleted, or the value of `externalIdField`. */
export type WriteItem = { readonly objectName: string; readonly fields: Fields; readonly externalIdField?: string };

export type WriteRequest = { readonly operation: WriteOperation; readonly items: readonly WriteItem[]; readonly userId: string };

export type CodeAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

/** A call below `/services/apexrest`. */
export type RestCodeCall = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly userId: string;
};

/** What a method answered, or the exception that nothing caught. */
export type CodeResult =
  { readonly value: unknown } | { readonly exception: { readonly type: string; readonly message: string; readonly stackTrace: string } };

/** The code of the package that an org has installed. It is loaded when something first needs it. */
export type OrgCode = {
  /** The triggers on platform events. */
  readonly subscribers: readonly EventSubscriber[];
  /** Whether writing such records has to go through `write`. */
  hasTriggers(objectName: string, operation: WriteOperation): boolean;
  /** Saves records with triggers, each with its own result: nothing is undone because another record was refused. */
  write(request: WriteRequest): readonly SaveResult[];
  /** Apex REST. */
  rest(call: RestCodeCall): Promise<CodeAnswer>;
  /** An `@InvocableMethod`, for several interviews of a Flow at once. Rejects when the class has none. */
  action(call: { className: string; inputs: readonly unknown[]; userId: string }): Promise<CodeResult>;
  /** An `@AuraEnabled` method. Rejects when it is none. */
  controller(call: { className: string; methodName: string; params: Fields; userId: string }): Promise<CodeResult>;
  /** Resolves when every queued job is done that asked for no delay. */
  settled(): Promise<void>;
  close(): void;
};

/** Where a named credential leads, and what headers it adds. */
export type NamedCredential = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What `$Credential.NAME.PARAMETER` stands for in formulas of headers, by `NAME.PARAMETER`; without it headers go out as they are. */
  readonly values?: ReadonlyMap<string, string>;
};
