import { sql } from 'kysely';

/** The state of entries that wait. A literal, not a parameter: only so can the planner use the partial indices. */
export const READY = sql.lit('ready' as const);
