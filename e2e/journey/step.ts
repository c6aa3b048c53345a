/** One step of the journey: what a person would see, and how long it took. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** What was seen, or what went wrong. */
  readonly detail: string;
}

/** Does a step and answers in words what was seen; throws when it is not what it should be. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<string>;
}

/** Runs steps one after another, telling each as it ends. The first that fails is the last. */
export async function runSteps(steps: readonly Step[], tell: (result: StepResult) => void): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const result = await runStep(step);
    results.push(result);
    tell(result);
    if (!result.ok) break;
  }
  return results;
}

async function runStep({ name, run }: Step): Promise<StepResult> {
  const start = performance.now();
  const passed = (detail: string, ok: boolean) => ({ name, ok, ms: Math.round(performance.now() - start), detail });
  try {
    return passed(await run(), true);
  } catch (error) {
    return passed(error instanceof Error ? describe(error) : String(error), false);
  }
}

const describe = (error: Error): string => (error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message);
