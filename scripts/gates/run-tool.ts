import { execFile } from 'node:child_process';

/** How a tool ended, and all that it printed. */
export interface ToolResult {
  readonly exitCode: number;
  readonly output: string;
}

export interface ToolOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 10 * 60_000;

/** Runs a tool to its end, with its output kept; a tool that cannot be started at all is an error. */
export function runTool(command: string, args: readonly string[], { cwd, env = process.env }: ToolOptions = {}): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env, maxBuffer: MAX_OUTPUT_BYTES, timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === 'number') resolve({ exitCode, output: stdout + stderr });
      else reject(new Error(`${command} could not be run`, { cause: error }));
    });
  });
}
