import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { CliError } from './cli-error.ts';
import { createCli } from './create-cli.ts';
import { whoActs } from './who-acts.ts';

const MACHINE = { userName: () => 'ana', hostName: 'desk' };
const LETTER = { queue: 'inbox', kind: 'send', conversationSid: '', attempts: 0, reason: 'Why.', createdAt: '2026-11-21T10:00:00.000Z' };

/** Stands for a gateway: two pages, the first of which had nothing that matched. */
let server: Server;
let folder: string;
let url: string;
const asked: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontline-cli-'));
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isFirst = !request.url?.includes('after=');
    const body = isFirst ? { letters: [], next: 'p2' } : { letters: [{ ...LETTER, id: 'inbox:a' }] };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** How a command line ends: what it said, and where it ended with an error the code that `main` makes of it. */
async function run(line: string, given: Record<string, string> = {}) {
  let output = '';
  const say = (text: string) => void (output += `${text}\n`);
  const terminal = { print: say, complain: say, progress: say, paint: (_style: string, text: string) => text, confirm: undefined };
  const environment = { GATEWAY_TOKEN: 'secret', FRONTLINE_URL: url, ...given };
  const deps = {
    terminal,
    environment,
    operator: () => whoActs({ environment, ...MACHINE }),
    programName: 'frontline',
    now: () => new Date(),
    sleep: () => Promise.resolve(),
  };
  try {
    await createCli(deps).parseAsync(line.split(' '), { from: 'user' });
    return { code: 0, output };
  } catch (error) {
    if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, output };
    if (error instanceof CliError) return { code: error.exitCode, output: error.message };
    throw error;
  }
}

describe('wrong use', () => {
  it.each([
    ['dead-letters list --limit x', '--limit', 'Give a whole number from 1 to 200.'],
    ['dead-letters list --limit 201', '--limit', 'Give a whole number from 1 to 200.'],
    ['audit --limit 0', '--limit', 'Give a whole number from 1 to 500.'],
    ['audit --limit 1e2', '--limit', 'Give a whole number from 1 to 500.'],
    ['dead-letters list --queue x', '--queue', 'inbox'],
    ['status --url nonsense', '--url nonsense', 'such as https://frontline.example.com'],
    ['status --url https://user:word@frontline.example.com', '--url', 'such as https://frontline.example.com'],
    ['status --token-file /nowhere/token', '--token-file /nowhere/token: there is no such file', 'GATEWAY_TOKEN that the gateway'],
  ])('%s ends with 2, and says what is wrong and what would be right', async (line, wrong, right) => {
    const { code, output } = await run(line);
    expect(code).toBe(2);
    expect(output).toContain(wrong);
    expect(output).toContain(right);
    expect(output).not.toContain('NaN');
  });

  it.each([
    ['FRONTLINE_URL', 'nonsense', 'FRONTLINE_URL nonsense: must be the https address of a gateway'],
    ['FRONTLINE_URL', 'http://elsewhere.example', 'Plain http only to this machine'],
    ['GATEWAY_TOKEN', 'two words', 'GATEWAY_TOKEN: a token is one line of visible ASCII characters'],
  ])('of %s=%s as well', async (name, value, text) => {
    expect(await run('status', { [name]: value })).toMatchObject({ code: 2, output: expect.stringContaining(text) as unknown });
  });

  it.each([
    ['', 'the file is empty. Put the token into it.'],
    ['one\ntwo\n', 'a token is one line'],
  ])('of a token file that holds %j, which it names', async (content, text) => {
    const path = join(folder, 'token');
    await writeFile(path, content);
    const { code, output } = await run('status', { GATEWAY_TOKEN: '', GATEWAY_TOKEN_FILE: path });
    expect(code).toBe(2);
    expect(output).toContain(`GATEWAY_TOKEN_FILE ${path}: ${text}`);
  });
});

describe('the command line', () => {
  it('tells its version', async () => {
    expect(await run('--version')).toEqual({ code: 0, output: `${manifest.version}\n` });
  });

  it.each(['--version', '--help', 'purge --help'])('asks for nobody\u2019s name to answer %s', async (line) => {
    expect(await run(line, { FRONTLINE_OPERATOR: 'ana\nvega' })).toMatchObject({ code: 0 });
  });

  it('asks for it before it asks the gateway', async () => {
    const before = asked.length;
    const ended = await run('status', { FRONTLINE_OPERATOR: 'ana\nvega' });
    expect(ended).toMatchObject({ code: 2, output: expect.stringContaining('FRONTLINE_OPERATOR: must be a name') as unknown });
    expect(asked).toHaveLength(before);
  });

  it('asks on until it has what was sought, of one kind', async () => {
    const { code, output } = await run('dead-letters list --kind send --limit 3');
    expect(code).toBe(0);
    expect(output).toContain('inbox:a');
    expect(asked.slice(-2)).toEqual([
      '/salesforce/v1/operations/dead-letters?kind=send&limit=3',
      '/salesforce/v1/operations/dead-letters?kind=send&limit=3&after=p2',
    ]);
  });
});
