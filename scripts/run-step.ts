import { spawn } from 'node:child_process';

/** What became of one command. */
export interface StepResult {
  readonly exitCode: number;
  readonly seconds: number;
}

/** Runs a command with its output shown; resolves with how it ended, whatever that was. */
export async function runStep(command: string, args: readonly string[]): Promise<StepResult> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: 'inherit' });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { exitCode, seconds: (performance.now() - start) / 1000 };
}
