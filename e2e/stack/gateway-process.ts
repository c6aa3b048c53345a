import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from './compile-cache.ts';
import { waitUntil } from './wait-until.ts';

/** One line of the gateway's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg?: string; readonly level?: string };

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface GatewayProcess {
  readonly pid: number;
  readonly lines: readonly LogLine[];
  /** What it wrote to standard error. */
  errors(): string;
  /** Resolves with the port once it listens; rejects when it ends instead. */
  listening(): Promise<number>;
  /** Sends a signal and resolves when the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
  readonly exit: Promise<Exit>;
}

export interface GatewayProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly onLine?: (line: LogLine) => void;
  /** Another version's `main.ts`. */
  readonly main?: string;
}

const MAIN = fileURLToPath(new URL('../../gateway/src/main.ts', import.meta.url));
const START_LIMIT_MS = 20_000;

/** Starts the gateway as operators do: a process of its own that knows nothing but its environment. */
export function startGateway({ env, onLine, main = MAIN }: GatewayProcessOptions): GatewayProcess {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text);
    lines.push(line);
    onLine?.(line);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exit = new Promise<Exit>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  let ended: Exit | undefined;
  void exit.then((how) => (ended = how));
  return {
    pid: child.pid ?? 0,
    lines,
    errors: () => errors,
    listening: () =>
      Promise.race([
        waitUntil('the gateway to listen', () => portOf(lines), START_LIMIT_MS),
        exit.then(({ code }) => Promise.reject(new Error(`the gateway ended with ${String(code)}: ${errors}`))),
      ]),
    stop: async (signal = 'SIGTERM') => {
      if (!ended) child.kill(signal);
      return exit;
    },
    exit,
  };
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { msg: text };
  }
}

function portOf(lines: readonly LogLine[]): number | undefined {
  const port = lines.find(({ msg }) => msg === 'listening')?.port;
  return typeof port === 'number' ? port : undefined;
}
