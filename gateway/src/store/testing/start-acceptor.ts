import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';

/** Another process that has the store open and keeps accepting. */
export interface Acceptor {
  /** Resolves once that many keys were acknowledged. */
  acknowledged(count: number): Promise<void>;
  /** Ends it with SIGKILL; answers every key it had acknowledged. */
  kill(): Promise<readonly string[]>;
}

/** Resolves when the process has the store open, a folder or the URL of a database; rejects with what it said when it ends before. */
export async function startAcceptor(where: string, prefix: string): Promise<Acceptor> {
  const script = new URL('accept-until-killed.ts', import.meta.url).pathname;
  const child = spawn(execPath, ['--disable-warning=ExperimentalWarning', script, where, prefix], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const lines: string[] = [];
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(line));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const atLeast = async (count: number) => {
    while (lines.length < count) {
      await Promise.race([once(output, 'line'), ended]);
      if (child.exitCode !== null) throw new Error(`The acceptor ended with ${child.exitCode}: ${complaint}`);
    }
  };
  await atLeast(1);
  return {
    acknowledged: (count) => atLeast(count + 1),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      return lines.slice(1).filter((line) => line.startsWith(prefix));
    },
  };
}
