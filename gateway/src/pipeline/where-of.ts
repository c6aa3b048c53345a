const FRAMES = 4;

/** Where an unforeseen error arose, for the log: its name and the first frames, not its message, which may quote a customer. */
export function whereOf(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, FRAMES).map((line) => line.trim()) };
}
