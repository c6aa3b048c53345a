const POLL_MS = 20;
const DEFAULT_LIMIT_MS = 15_000;

/**
 * Waits until `look` answers something and gives it back. Rejects after the limit, saying what was awaited.
 * A look that throws is not there yet; its error is the cause if it never comes.
 */
export async function waitUntil<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  limitMs: number = DEFAULT_LIMIT_MS,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (let cause: unknown; ;) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
