/**
 * What the host must have for a storm: the reason to skip it where that is missing, named; false where it is there. With `CI=true` nothing is
 * skipped: there the storm fails.
 */
export const skipWithout = (isThere: boolean, what: string): string | false =>
  isThere || process.env.CI === 'true' ? false : `this machine has no ${what}`;
