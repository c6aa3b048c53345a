import type { Clock } from '../clock.ts';
import type { Schema } from '../schema/schema.ts';
import type { Database } from './database.ts';

export const createDatabase = (_deps: { schema: Schema; clock: Clock }): Database => {
  throw new Error('the tables follow');
};
