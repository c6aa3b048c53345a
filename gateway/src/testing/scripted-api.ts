import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly connection: number;
  readonly form: URLSearchParams;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection breaks in the middle of the body. */
  readonly cut?: boolean;
}

/** A server on a free port that answers each request by the next rule and remembers what it was sent. */
export interface ScriptedApi {
  readonly url: string;
  readonly requests: ApiRequest[];
  answer: (request: ApiRequest) => ApiAnswer | undefined;
  close(): Promise<void>;
}

/** Starts a scripted API; a request that gets no answer stays open until the client gives up. */
export async function startScriptedApi(): Promise<ScriptedApi> {
  const requests: ApiRequest[] = [];
  const sockets = new Map<object, number>();
  const server = createServer((request, response) => {
    if (!sockets.has(request.socket)) sockets.set(request.socket, sockets.size);
    void read(request, sockets.get(request.socket) ?? -1).then((seen) => {
      requests.push(seen);
      const answer = api.answer(seen);
      if (answer === undefined) return;
      if (answer.cut) {
        response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"records":[', () => response.socket?.destroy());
        return;
      }
      const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const api: ScriptedApi = { url: `http://127.0.0.1:${port}`, requests, answer: () => undefined, close: () => close(server) };
  return api;
}

async function read(request: IncomingMessage, connection: number): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization,
    connection,
    form: new URLSearchParams(Buffer.concat(chunks).toString()),
  };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
