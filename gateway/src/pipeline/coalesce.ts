export interface Coalesced {
  /** Runs the task; while it runs, leads to one more run after it, however often it is called. */
  readonly request: () => void;
  /** Resolves when no run is under way. */
  readonly idle: () => Promise<void>;
}

/** Runs a task one at a time, on request. The task must not reject. */
export function coalesce(task: () => Promise<void>): Coalesced {
  let running: Promise<void> | undefined;
  let isWanted = false;
  const run = async () => {
    while (isWanted) {
      isWanted = false;
      await task();
    }
    running = undefined;
  };
  return {
    request() {
      isWanted = true;
      running ??= run();
    },
    idle: () => running ?? Promise.resolve(),
  };
}
