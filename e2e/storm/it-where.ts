import { it } from '@jest/globals';

/** A test that needs something of the host: skipped by name where that is missing, but not where the result decides. */
export const itWhere = (isThere: boolean): typeof it | typeof it.skip => (isThere || process.env.CI === 'true' ? it : it.skip);
