import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const SAYS_MORE_AT_THE_END = `
  import { logOutput } from '${new URL('log-output.ts', import.meta.url).href}';
  import { createLog } from '${new URL('log.ts', import.meta.url).href}';
  const destination = logOutput();
  const log = createLog({ level: 'info', destination });
  process.once('exit', destination.flushSync);
  process.once('SIGTERM', () => {
    log.info('draining');
    log.info('stopped');
    process.exit(0);
  });
  setInterval(() => undefined, 1_000);
  log.info('listening');`;

const start = () =>
  spawn(process.execPath, ['--input-type=module', '--eval', SAYS_MORE_AT_THE_END], { stdio: ['ignore', 'pipe', 'inherit'] });

it('lets a process end whose log nobody reads any more', async () => {
  const child = start();
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});

it('writes what is left as the process ends', async () => {
  const child = start();
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  await closed;
  expect([...text.matchAll(/"msg":"(\w+)"/g)].map(([, msg]) => msg).sort()).toEqual(['draining', 'listening', 'stopped']);
});
