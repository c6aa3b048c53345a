/** The exit code of a check that could not look, because the host lacks something. */
export const SKIPPED = 75;
