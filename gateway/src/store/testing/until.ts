const DEADLINE_MS = 5_000;

/** Resolves once the condition holds; rejects when it does not within five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${condition.toString()}`);
    await turns(1);
  }
}

/** Lets so many turns of the event loop pass: everything that is not waiting for a timer has then happened. */
export async function turns(count = 30): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
