import { z } from 'zod';
import { errorAnswer } from '../operations/contract.ts';
import { formatOperator } from '../operations/operator-name.ts';
import { CliError, EXIT } from './cli-error.ts';

export interface OperationsClientOptions {
  /** Base URL of a gateway, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Who acts, for the audit log. */
  readonly operator: string;
}

/** A running gateway's operations routes. Every method rejects with a CliError that says what to do. */
export interface OperationsClient {
  get<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  post<T>(path: string, request: Call<T>): Promise<T>;
}

export interface Call<T> {
  readonly body: object;
  readonly answer: z.ZodType<T>;
}

// The slowest answer, a page of replays on a busy disk, is given within seconds.
const TIMEOUT_MS = 60_000;

/** Talks to a gateway over HTTP, with its service token. */
export function operationsClient(options: OperationsClientOptions): OperationsClient {
  const call = async <T>(path: string, answer: z.ZodType<T>, init: RequestInit): Promise<T> => {
    const response = await send(options, path, init);
    const body = await jsonOf(response);
    if (!response.ok) throw refusal(options, path, { status: response.status, body });
    const parsed = answer.safeParse(body);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.map(({ path: field }) => field.join('.')).join(', ');
    throw new CliError(
      EXIT.failed,
      `The gateway at ${options.url} answers in another shape (${where}): it and this command are of different versions.`,
    );
  };
  return {
    get: (path, answer) => call(path, answer, { method: 'GET' }),
    post: (path, { body, answer }) => call(path, answer, { method: 'POST', body: JSON.stringify(body) }),
  };
}

async function send({ url, token, operator }: OperationsClientOptions, path: string, init: RequestInit): Promise<Response> {
  const headers = {
    Accept: 'application/json',
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'X-Frontline-Operator': formatOperator(operator),
  };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    // The token is for this address only.
    return await fetch(`${url}/salesforce/v1/operations${path}`, { ...init, headers, signal, redirect: 'manual' });
  } catch (error) {
    throw new CliError(
      EXIT.unreachable,
      `No gateway answers at ${url} (${reasonOf(error)}).\nIs it running? Say where it is with --url or FRONTLINE_URL.`,
    );
  }
}

const causeSchema = z.object({ cause: z.object({ code: z.string() }) });

/** fetch says "fetch failed" and hides the reason in its cause. */
function reasonOf(error: unknown): string {
  const parsed = causeSchema.safeParse(error);
  if (parsed.success) return parsed.data.cause.code;
  return error instanceof Error ? error.message : String(error);
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

interface Refused {
  readonly status: number;
  readonly body: unknown;
}

const ONE_LETTER = /^\/dead-letters\/(?!replay$)/;

function refusal({ url }: OperationsClientOptions, path: string, { status, body }: Refused): CliError {
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) return new CliError(EXIT.failed, `What answers at ${url} (HTTP ${status}) is no Frontline gateway.`);
  const { code, message, requestId } = parsed.data.error;
  if (code === 'unauthorized') {
    return new CliError(
      EXIT.failed,
      `The gateway at ${url} refuses this token.\nIt must be the GATEWAY_TOKEN that the gateway was started with. A gateway without one refuses everybody: set GATEWAY_TOKEN and restart it.`,
    );
  }
  if (code === 'not_found' && !ONE_LETTER.test(path)) {
    return new CliError(EXIT.failed, `The gateway at ${url} does not know this command: it is older than this command line. Upgrade it.`);
  }
  return new CliError(code === 'bad_request' ? EXIT.usage : EXIT.failed, `${message}\n(${code}, request ${requestId})`);
}
