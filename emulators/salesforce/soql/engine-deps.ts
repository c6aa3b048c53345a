import type { ExpressionContext } from '@apexdevtools/apex-parser';
import type { Clock } from '../clock.ts';
import type { Database, FieldValue } from '../database/database.ts';
import type { Schema } from '../schema/schema.ts';

/** The value of `:expression` in Apex; text sent over REST has none. */
export type BindResolver = (expression: ExpressionContext) => FieldValue | readonly FieldValue[];

export type EngineDeps = {
  readonly schema: Schema;
  readonly database: Database;
  readonly clock: Clock;
  readonly bind?: BindResolver | undefined;
};
