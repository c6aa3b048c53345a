import type { WorkerRegistry } from './conversations/conversations-api.ts';
import type { DependencyHealth } from './dependency-watch.ts';
import type { SettingsSource } from './directory/settings.ts';

export interface ProbeOutsideDeps {
  readonly settings: SettingsSource;
  readonly registry: WorkerRegistry;
  readonly defaultWorker: string | undefined;
  readonly health: () => Readonly<Record<string, DependencyHealth>>;
}

export interface Probe {
  stop(): void;
}

// Only while something is down or unknown: an idle day costs no calls.
const PROBE_MS = 60_000;

/**
 * Looks at what is outside at once, which also logs in before the first customer waits for it, and then every minute while
 * something is not up, so that health does not stay red until somebody texts.
 */
export function probeOutside({ settings, registry, defaultWorker, health }: ProbeOutsideDeps): Probe {
  const look = () => void Promise.allSettled([settings.current(), defaultWorker !== undefined && registry.exists(defaultWorker)]);
  const timer = setInterval(() => {
    if (Object.values(health()).some(({ status }) => status !== 'up')) look();
  }, PROBE_MS);
  timer.unref();
  look();
  return { stop: () => clearInterval(timer) };
}
