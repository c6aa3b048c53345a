import type { Row } from '../salesforce/database/database.ts';
import type { Schema } from '../salesforce/schema/schema.ts';
import type { ApexDatabase } from './database/apex-database.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { ApexType } from './types/apex-type.ts';
import type { TypeRegistry } from './types/type-registry.ts';
import type { ExceptionObject } from './values/exception-object.ts';

/** Hits by line of one source file; a line is there when something on it can run. */
export type LineHits = Map<number, number>;

/** What compiled code and the platform's classes share: the types, the org, and the transaction that is running. */
export type Engine = {
  readonly types: TypeRegistry;
  readonly schema: Schema;
  readonly database: ApexDatabase;
  readonly orgId: string;
  readonly organizationName: string;
  /** System.debug. */
  debug(message: string): void;
  /** Writes what the platform itself writes: rows of AsyncApexJob. Answers the id. */
  store(objectName: string, fields: Row): string;
  /** Milliseconds since 1970. */
  now(): number;
  /** A user's row; throws for an unknown one. */
  userRow(userId: string): Row;
  /** The transaction that is running; throws when none is. */
  context(): ExecutionContext;
  /** Counts runs of the lines of a file. */
  hitsOf(file: string): LineHits;
  /** An exception of that class, `DmlException`, with the calls that are running as its trace. */
  makeException(type: ApexType, message: string | null): ExceptionObject;
  /** What a catch clause gets for an error; undefined for faults of the engine itself. */
  exceptionOf(error: unknown): ExceptionObject | undefined;
  /** A class of the package by name: Type.forName, job classes. */
  findClass(name: string): ApexType | undefined;
  /** Custom labels by lower-case name. */
  readonly labels: ReadonlyMap<string, { readonly name: string; readonly value: string }>;
  /** Names of Visualforce pages. */
  readonly pages: readonly string[];
};
