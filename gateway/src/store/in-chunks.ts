/** Keeps lists of one statement far below what engines take as parameters (SQLite: 32,766, PostgreSQL: 65,535). */
const CHUNK = 1_000;

/** Asks for a long list part by part; answers all results. */
export async function inChunks<T, R>(items: readonly T[], ask: (chunk: readonly T[]) => Promise<readonly R[]>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += CHUNK) results.push(...(await ask(items.slice(start, start + CHUNK))));
  return results;
}
