import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface Listening {
  readonly port: number;
  /** Takes no new connections; resolves when the answers under way are given, or cuts them off after the limit. */
  close(limitMs: number): Promise<void>;
}

// Twilio and load balancers reuse connections for up to a minute: ours must not be the side that closes first.
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 10_000;
// A whole request, body included. The longest answer (routing) takes 8 s and is not counted here.
const REQUEST_MS = 15_000;
// How often Node looks for requests that take too long; its own 30 s would make the limits above mean little.
const CHECK_MS = 2_000;
const MAX_CONNECTIONS = 5_000;
const SWEEP_MS = 100;

/** Listens for requests; rejects with Node's own error (EADDRINUSE, EACCES) when it cannot. */
export async function listen(listener: RequestListener, { host, port }: ListenOptions): Promise<Listening> {
  const state = { closing: false };
  const answer: RequestListener = (request, response) => {
    // A client that keeps its connection would be cut off in the middle of its next request.
    if (state.closing) response.setHeader('Connection', 'close');
    listener(request, response);
  };
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
    },
    answer,
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const close = async (limitMs: number) => {
    state.closing = true;
    await drain(server, limitMs);
  };
  return { port: portOf(server), close };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

async function drain(server: Server, limitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  // Connections whose answer was under way when the draining began had been promised to be kept.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
