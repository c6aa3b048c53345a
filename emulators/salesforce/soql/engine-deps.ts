import type { ExpressionContext } from '@apexdevtools/apex-parser';
import type { Clock } from '../clock.ts';
import type { Database, FieldValue, Row } from '../database/database.ts';
import type { Field, ObjectType, Schema } from '../schema/schema.ts';

/** The value of `:expression` in Apex; text sent over REST has none. */
export type BindResolver = (expression: ExpressionContext) => FieldValue | readonly FieldValue[];

/** Whose eyes a query is made with; left out where it sees everything. */
export type Viewer = {
  /** False makes an object or a field unknown (Apex Developer Guide, "Enforce User Mode for Database Operations"). */
  object?(object: ObjectType): boolean;
  field?(object: ObjectType, field: Field): boolean;
  /** False leaves the record out. */
  record?(object: ObjectType, row: Row): boolean;
};

/** Rows that are worked out for a query, from the values that its condition demands of a field with `=` or IN. */
export type ComputeRows = (valuesOf: (fieldName: string) => readonly FieldValue[]) => readonly Row[];

export type EngineDeps = {
  readonly schema: Schema;
  readonly database: Database;
  readonly clock: Clock;
  readonly bind?: BindResolver | undefined;
  readonly viewer?: Viewer | undefined;
  /** By object name. */
  readonly computed?: Readonly<Record<string, ComputeRows>> | undefined;
};
