/** The daily API request allowance; `Sforce-Limit-Info` reports it and 403 REQUEST_LIMIT_EXCEEDED ends it. */
export type Limits = {
  readonly dailyApiRequests: { readonly max: number; readonly used: number };
  /** Counts one call; false when none was left. */
  use(): boolean;
  setRemaining(remaining: number): void;
};

/** Enterprise Edition: 100,000 plus 1,000 a licence (Salesforce Developer Limits Quick Reference, "API Request Limits"). */
const DEFAULT_DAILY_REQUESTS = 104_000;

export const createLimits = (max = DEFAULT_DAILY_REQUESTS): Limits => {
  let used = 0;
  return {
    get dailyApiRequests() {
      return { max, used };
    },
    use: () => {
      if (used >= max) return false;
      used += 1;
      return true;
    },
    setRemaining: (remaining) => {
      used = max - remaining;
    },
  };
};
