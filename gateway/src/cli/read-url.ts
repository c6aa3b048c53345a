import { CliError, EXIT } from './cli-error.ts';

const DEFAULT_URL = 'http://127.0.0.1:8080';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The base URL of a gateway, without a slash at its end. The token goes over plain http only within this machine.
 * @throws CliError when it is none
 */
export function readUrl(text = DEFAULT_URL): string {
  const url = URL.parse(text);
  const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (isAllowed) return text.replace(/\/+$/, '');
  throw new CliError(EXIT.usage, `--url ${text}: must be an https address (plain http only to this machine).`);
}
