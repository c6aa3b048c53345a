/** What a gate found: nothing to object to, the faults in a sentence each, or why it could not look. */
export type GateResult = { readonly faults: readonly string[] } | { readonly skipped: string };

/** Looks at a copy of the repository. */
export type Gate = (root: string) => Promise<GateResult>;
