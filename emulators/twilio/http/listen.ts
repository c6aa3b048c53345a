import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';

export type Listener = { port: number; close: () => Promise<void> };

/** Listens on 127.0.0.1; `close` cuts the connections that are open. Rejects when the port is taken. */
export const listen = async (handler: RequestListener, port: number): Promise<Listener> => {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, close };
};
