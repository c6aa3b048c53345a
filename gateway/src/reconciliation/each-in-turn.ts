/** Takes a share of a list, the next time the next one, so that what is long is gone through in turns. */
export type EachInTurn = <T>(name: string, items: readonly T[]) => readonly T[];

/** Names kept; who is forgotten begins at the beginning. */
const MAX_NAMES = 1_000;

/** @param share the most that is taken at once */
export function eachInTurn(share: number): EachInTurn {
  const taken = new Map<string, number>();
  return (name, items) => {
    const start = taken.get(name) ?? 0;
    taken.delete(name);
    if (items.length <= share) return items;
    const [oldest] = taken.keys();
    if (taken.size >= MAX_NAMES && oldest !== undefined) taken.delete(oldest);
    const from = start % items.length;
    taken.set(name, from + share);
    return [...items.slice(from), ...items.slice(0, from)].slice(0, share);
  };
}
