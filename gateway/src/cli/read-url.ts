import { CliError, EXIT } from './cli-error.ts';

export interface UrlSources {
  /** `--url`; wins. */
  readonly url?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const DEFAULT_URL = 'http://127.0.0.1:8080';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The base URL of a gateway, without a slash at its end. The token goes over plain http only within this machine.
 * @throws CliError when it is none, naming where it was given
 */
export function readUrl({ url: option, environment }: UrlSources): string {
  const [source, text] = option === undefined ? ['FRONTLINE_URL', environment.FRONTLINE_URL || DEFAULT_URL] : ['--url', option];
  const url = URL.parse(text);
  if (url && isBase(url) && isSafe(url)) return text.replace(/\/+$/, '');
  throw new CliError(
    EXIT.usage,
    `${source} ${text}: must be the https address of a gateway, such as https://frontline.example.com.\nPlain http only to this machine, such as ${DEFAULT_URL}.`,
  );
}

const isSafe = ({ protocol, hostname }: URL) => protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));

/** Paths are put behind it, and fetch takes no address with a user in it. */
const isBase = ({ username, password, search, hash }: URL) => [username, password, search, hash].every((part) => part === '');
