import { readFileSync } from 'node:fs';
import { CliError, EXIT } from './cli-error.ts';

export interface TokenSources {
  /** `--token-file`; wins. */
  readonly tokenFile?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The gateway's service token: from a file or the environment, never from an argument, which every process on the machine could read.
 * @throws CliError when there is none, or the file cannot be read
 */
export function readToken({ tokenFile, environment }: TokenSources): string {
  const path = tokenFile ?? (environment.GATEWAY_TOKEN ? undefined : environment.GATEWAY_TOKEN_FILE);
  const token = path ? readText(path) : environment.GATEWAY_TOKEN;
  if (token) return token;
  throw new CliError(
    EXIT.usage,
    'No token: set GATEWAY_TOKEN or GATEWAY_TOKEN_FILE, or give --token-file FILE.\nIt is the GATEWAY_TOKEN that the gateway was started with.',
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new CliError(EXIT.usage, `The token cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
