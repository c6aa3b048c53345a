import type { SeededRandom } from './seeded-random.ts';

/** Something that happens once in a storm, when so much of it (0 to 1) has passed. */
export interface Misfortune {
  readonly name: string;
  readonly at: number;
  readonly strike: () => Promise<void>;
}

/** Moments for so many misfortunes: by chance, but one after another with room between them. */
export function moments(random: SeededRandom, count: number): readonly number[] {
  const share = 0.9 / count;
  return Array.from({ length: count }, (_moment, n) => 0.05 + n * share + random.next() * share * 0.7);
}

/** Lets misfortunes strike as the storm goes on. `settled` rejects with the first that failed. */
export function createWeather(misfortunes: readonly Misfortune[], tell: (line: string) => void) {
  const coming = [...misfortunes].sort((a, b) => a.at - b.at);
  let running = Promise.resolve();
  return {
    /** So much has passed: whatever is due strikes, one after another. */
    progress(passed: number): void {
      while (coming[0] && coming[0].at <= passed) {
        const { name, at, strike } = coming.shift() as Misfortune;
        running = running.then(() => {
          tell(`${Math.round(at * 100)} %: ${name}`);
          return strike();
        });
      }
    },
    settled: () => running,
  };
}
