import type { DependencyHealth } from './dependency-watch.ts';

export interface ProbeOutsideDeps {
  /** One question to each thing outside that cannot be answered from memory. */
  readonly probes: Readonly<Record<string, () => Promise<unknown>>>;
  readonly health: () => Readonly<Record<string, DependencyHealth>>;
}

export interface Probe {
  stop(): void;
}

const PROBE_MS = 60_000;

/**
 * Looks at what is outside at once, which also logs in before the first customer waits for it, and then every minute at what
 * is not up, so that health does not stay red until somebody texts. An idle day costs no calls.
 */
export function probeOutside({ probes, health }: ProbeOutsideDeps): Probe {
  const look = () => {
    const state = health();
    const asked = Object.entries(probes).filter(([name]) => state[name]?.status !== 'up');
    void Promise.allSettled(asked.map(([, ask]) => ask()));
  };
  const timer = setInterval(look, PROBE_MS);
  timer.unref();
  look();
  return { stop: () => clearInterval(timer) };
}
