import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError, EXIT } from './cli-error.ts';

export interface TokenSources {
  /** `--token-file`; wins. */
  readonly tokenFile?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface TokenFile {
  readonly path: string;
  /** Where the path was given. */
  readonly source: string;
}

const WHAT_IT_IS = 'It is the GATEWAY_TOKEN that the gateway was started with.';
// As the gateway wants its own: what goes into a header.
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * The gateway's service token: from a file or the environment, never from an argument, which every process on the machine could read.
 * @throws CliError when there is none, or the file cannot be read, or what is in it is no token
 */
export function readToken({ tokenFile, environment }: TokenSources): string {
  const { GATEWAY_TOKEN: token, GATEWAY_TOKEN_FILE: path } = environment;
  if (tokenFile !== undefined) return tokenIn({ path: tokenFile, source: '--token-file' });
  if (token) return checked(token, 'GATEWAY_TOKEN');
  if (path) return tokenIn({ path, source: 'GATEWAY_TOKEN_FILE' });
  throw new CliError(EXIT.usage, `No token: set GATEWAY_TOKEN or GATEWAY_TOKEN_FILE, or give --token-file FILE.\n${WHAT_IT_IS}`);
}

function tokenIn({ path, source }: TokenFile): string {
  const text = readText({ path, source });
  if (text === '') throw new CliError(EXIT.usage, `${source} ${path}: the file is empty. Put the token into it.\n${WHAT_IT_IS}`);
  return checked(text, `${source} ${path}`);
}

function readText({ path, source }: TokenFile): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = z.object({ code: z.string() }).parse(error);
    const why = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`;
    throw new CliError(EXIT.usage, `${source} ${path}: ${why}. Name one that holds the token.\n${WHAT_IT_IS}`);
  }
}

function checked(token: string, source: string): string {
  if (TOKEN.test(token)) return token;
  throw new CliError(EXIT.usage, `${source}: a token is one line of visible ASCII characters, without blanks.\n${WHAT_IT_IS}`);
}
