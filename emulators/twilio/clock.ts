/** The only source of time in the emulator; a test hands in its own to cross a WhatsApp window without waiting for it. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls `run` once after `ms` milliseconds; the returned function cancels it. */
  after: (ms: number, run: () => void) => () => void;
};

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
