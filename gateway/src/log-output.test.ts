import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that logs as the gateway does: some lines, and two more as it ends. */
const program = (lines: number) => `
  import { logOutput } from '${new URL('log-output.ts', import.meta.url).href}';
  import { createLog } from '${new URL('log.ts', import.meta.url).href}';
  const destination = logOutput(process.stdout.fd);
  const log = createLog({ level: 'info', destination });
  process.once('exit', destination.flushSync);
  process.once('SIGTERM', () => {
    log.info('draining');
    log.info('stopped');
    process.exit(0);
  });
  setInterval(() => undefined, 1_000);
  for (let n = 0; n < ${lines}; n += 1) log.info({ pad: 'x'.repeat(900) }, 'line');
  process.stderr.write('ready');`;

/** Resolves when its lines are written, or wait for the reader. */
async function start(lines: number) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(lines)], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child.stderr, 'data');
  return child;
}

const messagesOf = async (output: AsyncIterable<Buffer>): Promise<readonly (string | undefined)[]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return [
    ...Buffer.concat(chunks)
      .toString()
      .matchAll(/"msg":"(\w+)"/g),
  ].map(([, message]) => message);
};

it('lets a process end whose log nobody reads any more', async () => {
  const child = await start(1);
  const exit = once(child, 'exit');
  child.stdout.destroy();
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});

it('lets a process end whose log nobody has begun to read, full as it is', async () => {
  const child = await start(1_000);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  child.stdout.destroy();
});

it('loses nothing to a reader who comes late, the last lines included', async () => {
  const child = await start(1_000);
  const messages = messagesOf(child.stdout);
  child.kill('SIGTERM');
  expect((await messages).toSorted()).toEqual(['draining', ...Array.from({ length: 1_000 }, () => 'line'), 'stopped']);
});
