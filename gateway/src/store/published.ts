import { sql } from 'kysely';

/** The state of activities that wait for their receipt. A literal, so that the planner can use the partial indices. */
export const PUBLISHED = sql.lit('published' as const);
