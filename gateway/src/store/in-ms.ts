import { sql, type Expression } from 'kysely';

/** A moment so many milliseconds from now, in whole ones, as the columns are. */
export const inMs = (now: Expression<number>, ms: number): Expression<number> => sql<number>`${now} + ${Math.round(ms)}`;
