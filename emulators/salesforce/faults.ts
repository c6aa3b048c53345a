/** `unavailable` answers 503 to everything; `reset` cuts the connection without an answer. */
export type Outage = 'none' | 'unavailable' | 'reset';

export type RequestFault = {
  /** Part of the URL path; an empty text matches every request. */
  readonly pathContains: string;
  /** How many more requests fail. */
  readonly times: number;
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
};

export type FaultSettings = {
  readonly outage: Outage;
  readonly latencyMs: number;
  readonly requestFaults: readonly RequestFault[];
};

/** Switches that a test or an operator throws while the org runs; the gRPC side asks the same object. */
export type Faults = {
  current(): FaultSettings;
  set(changes: Partial<FaultSettings>): void;
  clear(): void;
  /** The next fault that this path has coming, used up by asking. */
  take(path: string): RequestFault | undefined;
};

const calm: FaultSettings = { outage: 'none', latencyMs: 0, requestFaults: [] };

export const createFaults = (): Faults => {
  let settings = calm;
  const set = (changes: Partial<FaultSettings>) => {
    settings = { ...settings, ...changes };
  };
  return {
    current: () => settings,
    set,
    clear: () => set(calm),
    take: (path) => {
      const fault = settings.requestFaults.find((each) => each.times > 0 && path.includes(each.pathContains));
      if (!fault) return undefined;
      set({ requestFaults: settings.requestFaults.map((each) => (each === fault ? { ...each, times: each.times - 1 } : each)) });
      return fault;
    },
  };
};
