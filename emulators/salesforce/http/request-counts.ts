/** Counters by kind of request (`query`, `search`, `token`, ...), so that a test can say how many calls something cost. */
export type RequestCounts = {
  count(path: string): void;
  current(): Readonly<Record<string, number>>;
  reset(): void;
};

/** The resource below the version, else the last part of the path. */
const kindOf = (path: string): string =>
  /^\/services\/data\/v[\d.]+\/(composite\/sobjects|[^/]+)/.exec(path)?.[1] ?? path.split('/').at(-1) ?? path;

export const createRequestCounts = (): RequestCounts => {
  const counts = new Map<string, number>();
  return {
    count: (path) => counts.set(kindOf(path), (counts.get(kindOf(path)) ?? 0) + 1),
    current: () => Object.fromEntries(counts),
    reset: () => counts.clear(),
  };
};
