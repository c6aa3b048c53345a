import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from '../stack/compile-cache.ts';
import { runCli } from '../stack/run-cli.ts';
import { waitUntil } from '../stack/wait-until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('npm start', () => {
  it('prints URLs that answer, commands that text in and ask for status; Ctrl-C leaves nothing behind', async () => {
    // A process group of its own, so that the signal reaches it as a terminal's would: parent and gateway at once.
    const child = spawn(process.execPath, ['scripts/start.ts'], { cwd: root, env: { ...process.env, ...COMPILE_CACHE }, detached: true });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve));

    await waitUntil('the welcome', () => (output.includes('Ctrl-C stops everything') ? true : undefined), 30_000);
    const [, statusUrl = ''] = /health (\S+),/.exec(output) ?? [];
    const [, textUrl = '', body = ''] = /curl -X POST (\S+) -d '([^']+)'/.exec(output) ?? [];
    await waitUntil('everything to be up', async () => ((await fetch(statusUrl)).ok ? true : undefined));
    expect((await fetch(textUrl, { method: 'POST', body: new URLSearchParams(body) })).ok).toBe(true);
    const [, variable = '', token = '', args = ''] = /^ {2}(\w+)=(\S+) npm run frontline -- (.+)$/m.exec(output) ?? [];
    expect(await runCli(args.split(' '), { [variable]: token })).toMatchObject({ code: 0, errors: '' });
    await waitUntil('the Task', () => (output.includes('Task created: SMS from Mara Quist') ? true : undefined));

    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await exit).toBe(0);
    await expect(fetch(statusUrl)).rejects.toThrow();
    await expect(fetch(textUrl, { method: 'POST' })).rejects.toThrow();
  }, 60_000);
});
