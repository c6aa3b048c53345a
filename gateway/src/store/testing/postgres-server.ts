import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { Client } from 'pg';
import { findPostgres } from './find-postgres.ts';

/** A PostgreSQL server of its own, on this machine, for as long as this process lives. */
export interface PostgresServer {
  /** The URL of a new, empty database. */
  readonly createDatabase: () => Promise<string>;
  readonly execute: typeof execute;
  /** Ends it at once, without a word to anybody: what was not on disk is lost. */
  readonly stop: () => Promise<void>;
  /** Starts it again, on the same port and data. */
  readonly start: () => Promise<void>;
  /** Ends it and removes its data. */
  readonly close: () => Promise<void>;
}

const USER = 'frontline';
const START_LIMIT_MS = 20_000;

/**
 * The server is the shell's child. When we go, in whichever way, the shell's standard input ends: it takes the server along, and the
 * data, unless a file says that they are still wanted.
 */
const GUARD = `
  binaries=$1 folder=$2
  shift 2
  rm -f "$folder/wanted"
  "$binaries/postgres" -D "$folder/data" -h 127.0.0.1 -k "$folder" "$@" >>"$folder/log" 2>&1 &
  server=$!
  cat >/dev/null
  kill -QUIT $server
  wait $server
  [ -e "$folder/wanted" ] || rm -rf "$folder"`;

export interface PostgresServerOptions {
  /** Settings of the server, `NAME=VALUE`. */
  readonly settings?: readonly string[];
  /** Offers encryption with these, PEM. */
  readonly tls?: { readonly keyPem: string; readonly certificatePem: string };
}

/** One statement as the superuser, in the database of that URL. */
export async function execute(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}

/** Starts a server with an empty cluster. Throws when the host has no PostgreSQL. */
export async function startPostgres({ tls, settings = [] }: PostgresServerOptions = {}): Promise<PostgresServer> {
  const binaries = findPostgres();
  if (binaries === undefined) throw new Error('PostgreSQL is not installed (Debian: postgresql).');
  const folder = mkdtempSync(join(tmpdir(), 'frontline-postgres-'));
  const account = accountFor(folder);
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', join(folder, 'data'), '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...account, cwd: folder, stdio: 'ignore' },
  );
  const encryption = tls === undefined ? [] : encrypted(folder, { ...tls, ...account });
  const options = [...encryption, ...settings.flatMap((setting) => ['-c', setting])];
  const port = await freePort();
  const urlOf = (database: string) => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  let guard: ChildProcess | undefined;
  let databases = 0;

  const start = async () => {
    guard = spawn('/bin/sh', ['-c', GUARD, 'sh', binaries, folder, '-p', String(port), ...options], {
      ...account,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true, // a signal for our whole group must not end the shell before it has tidied up
    });
    const deadline = performance.now() + START_LIMIT_MS;
    while (!(await answers(() => execute(urlOf('postgres'), 'select 1')))) {
      if (performance.now() > deadline) throw new Error('PostgreSQL did not start.');
    }
  };
  const stop = async (isWanted = true) => {
    if (guard === undefined) return;
    if (isWanted) writeFileSync(join(folder, 'wanted'), '');
    const ended = once(guard, 'close');
    guard.stdin?.end();
    await ended;
    guard = undefined;
  };

  await start();
  return {
    createDatabase: async () => {
      const name = `test_${++databases}`;
      await execute(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    execute,
    stop: () => stop(),
    start,
    close: async () => {
      await stop(false);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const answers = async (ask: () => Promise<unknown>): Promise<boolean> => {
  try {
    await ask();
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return false;
  }
};

/** PostgreSQL refuses to run as root: then as the account that its package made. */
function accountFor(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const account = { uid: id('-u'), gid: id('-g') };
  chownSync(folder, account.uid, account.gid);
  return account;
}

interface Encrypting {
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** The server refuses a key that others may read. */
function encrypted(folder: string, { keyPem, certificatePem, uid, gid }: Encrypting): string[] {
  const files = { ssl_key_file: keyPem, ssl_cert_file: certificatePem };
  const settings = Object.entries(files).flatMap(([name, pem]) => {
    const path = join(folder, name);
    writeFileSync(path, pem, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
    return ['-c', `${name}=${path}`];
  });
  return ['-c', 'ssl=on', ...settings];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
