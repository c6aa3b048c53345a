import type { People } from './people.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface RunTrafficDeps {
  readonly people: People;
  readonly random: SeededRandom;
  /** At most; a slow machine does fewer. */
  readonly actionsPerSecond: number;
}

/** Shares of what reps do; what is left are customers' texts. */
const SHARES = [
  { share: 0.002, act: (people: People) => people.close() },
  { share: 0.03, act: (people: People) => people.remove() },
  { share: 0.06, act: (people: People) => people.edit() },
  { share: 0.3, act: (people: People) => people.answer() },
] as const;

const TICK_MS = 50;

/** Lets people act, at an even pace, until `isOver`. */
export async function runTraffic({ people, random, actionsPerSecond }: RunTrafficDeps, isOver: () => boolean): Promise<void> {
  const perTick = Math.max(1, Math.round((actionsPerSecond * TICK_MS) / 1_000));
  while (!isOver()) {
    const nextTick = new Promise((resolve) => setTimeout(resolve, TICK_MS));
    for (let i = 0; i < perTick && !isOver(); i += 1) await actOnce(people, random.next());
    await nextTick;
  }
}

function actOnce(people: People, chance: number): Promise<void> {
  let upTo = 0;
  for (const { share, act } of SHARES) {
    upTo += share;
    if (chance < upTo) return act(people);
  }
  return people.text();
}
