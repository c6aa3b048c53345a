import { request, type Agent } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A signed form on its way to a gateway. */
export interface SignedPost {
  /** With the query string. */
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** Sends it to the gateway at `target`, byte for byte; rejects when nobody answers. */
export function forward(agent: Agent, target: string, { path, body, headers }: SignedPost): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(target + path, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } }, (response) => {
      buffer(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    });
    sent.once('error', reject).end(body);
  });
}
