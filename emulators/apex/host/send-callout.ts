import type { NamedCredential } from '../../salesforce/org-code.ts';
import { fillFormulas } from './fill-formulas.ts';
import type { CalloutAnswer, CalloutRequest } from '../pending-callout.ts';

const NAMED = /^callout:(\w+)(.*)$/s;

type Target = { readonly url: string; readonly headers: readonly (readonly [string, string])[] };

const targetOf = (
  credentials: ReadonlyMap<string, NamedCredential>,
  { endpoint, headers }: CalloutRequest,
): Target | { failure: string } => {
  const [, name, path = ''] = NAMED.exec(endpoint) ?? [];
  if (name === undefined)
    return { failure: `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}` };
  const credential = credentials.get(name);
  if (!credential)
    return {
      failure: `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`,
    };
  const { values } = credential;
  const all = [...headers, ...Object.entries(credential.headers)];
  try {
    const filled = values ? all.map(([each, value]) => [each, fillFormulas(value, values)] as const) : all;
    return { url: credential.url.replace(/\/$/, '') + path, headers: filled };
  } catch (error) {
    return { failure: `We couldn't access the credential(s). ${error instanceof Error ? error.message : String(error)}` };
  }
};

const failureOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'Read timed out';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return cause === '' ? 'Unable to tunnel through proxy' : cause;
};

/** Sends callouts over real HTTP to where the org's named credentials lead; any other address is refused. Never rejects. */
export const sendCallout =
  (credentials: ReadonlyMap<string, NamedCredential>) =>
  async (request: CalloutRequest): Promise<CalloutAnswer> => {
    const target = targetOf(credentials, request);
    if ('failure' in target) return target;
    const { method, body, timeoutMs } = request;
    try {
      const response = await fetch(target.url, {
        ...{ method, headers: target.headers.map(([name, value]): [string, string] => [name, value]) },
        ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = Buffer.from(await response.arrayBuffer());
      return { status: response.status, reason: response.statusText, headers: [...response.headers], body: answer };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  };
