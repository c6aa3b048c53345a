import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startGateway, type GatewayProcess } from '../stack/gateway-process.ts';
import { startLocalStack, type LocalStack } from '../stack/local-stack.ts';

let stack: LocalStack;
let folder: string;
beforeAll(async () => {
  [stack, folder] = await Promise.all([startLocalStack(), mkdtemp(join(tmpdir(), 'frontline-exit-'))]);
});
afterAll(async () => {
  await stack.close();
  await rm(folder, { recursive: true });
});

/** What the process says on its way out, and with which code. */
async function endingOf(gateway: GatewayProcess) {
  const { code } = await gateway.exit;
  return { code, errors: gateway.errors() };
}
const start = (changes: Record<string, string>) => startGateway({ env: { ...stack.env, PORT: '0', ...changes } });

describe('exit codes', () => {
  it('2: names every wrong variable, and shows none', async () => {
    const { code, errors } = await endingOf(start({ PUBLIC_URL: 'nonsense', TWILIO_AUTH_TOKEN: '', SALESFORCE_PRIVATE_KEY: 'top-secret' }));
    expect(code).toBe(2);
    expect(errors).toContain('PUBLIC_URL: must be an https URL');
    expect(errors).toContain('TWILIO_AUTH_TOKEN: is missing');
    expect(errors).toContain('SALESFORCE_PRIVATE_KEY: must be a private RSA key');
    expect(errors).not.toContain('top-secret');
  });

  it('3: another process has the store', async () => {
    const dataDir = join(folder, 'shared');
    const first = start({ DATA_DIR: dataDir });
    await first.listening();
    const { code, errors } = await endingOf(start({ DATA_DIR: dataDir }));
    expect([code, errors]).toEqual([3, expect.stringContaining('in_use')]);
    await first.stop();
  });

  it('3: the store is from a newer version', async () => {
    const dataDir = join(folder, 'newer');
    const gateway = start({ DATA_DIR: dataDir });
    await gateway.listening();
    await gateway.stop();
    const file = new Database(join(dataDir, 'frontline.sqlite'));
    file.prepare(`INSERT INTO migration (name, applied_at) VALUES ('9999-from-the-future', 0)`).run();
    file.close();
    const { code, errors } = await endingOf(start({ DATA_DIR: dataDir }));
    expect([code, errors]).toEqual([3, expect.stringContaining('newer')]);
  });

  it('3: the store is no database', async () => {
    const dataDir = join(folder, 'garbage');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'frontline.sqlite'), 'not a database, but long enough to look like one '.repeat(50));
    const { code, errors } = await endingOf(start({ DATA_DIR: dataDir }));
    expect([code, errors]).toEqual([3, expect.stringContaining('unusable')]);
  });

  it('4: the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, errors } = await endingOf(start({ PORT: String(port), DATA_DIR: join(folder, 'port') }));
    expect([code, errors]).toEqual([4, expect.stringContaining('Set PORT')]);
    server.close();
  });

  it('1: an error that nobody expected', async () => {
    const later = encodeURIComponent('setTimeout(() => { throw new Error("boom") }, 1500)');
    const gateway = start({ DATA_DIR: join(folder, 'unexpected'), NODE_OPTIONS: `--import=data:text/javascript,${later}` });
    expect((await gateway.exit).code).toBe(1);
    expect(gateway.lines.at(-1)).toMatchObject({ level: 'fatal', err: { message: 'boom' } });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('0: %s, after draining', async (signal) => {
    const gateway = start({ DATA_DIR: join(folder, signal) });
    await gateway.listening();
    expect(await gateway.stop(signal)).toEqual({ code: 0, signal: null });
    expect(gateway.lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['draining', 'stopped']));
  });
});
