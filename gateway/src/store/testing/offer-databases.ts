import { once } from 'node:events';
import { createServer } from 'node:http';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

/** Hands out databases to test files, each of which is a world of its own. */
export interface OfferedDatabases {
  /** Each GET is answered with the URL of a new, empty database, or with 500 and why there is none. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Nothing here survives the machine, so nothing is waited for until it is on disk; and several files may be at work, each with pools. */
const SETTINGS = ['fsync=off', 'max_connections=400'];

/** One PostgreSQL server for everybody, started when the first asks: making a server takes longer than most files need it for. */
export async function offerDatabases(): Promise<OfferedDatabases> {
  let server: Promise<PostgresServer> | undefined;
  const createDatabase = async () => (await (server ??= startPostgres({ settings: SETTINGS }))).createDatabase();
  const listener = createServer((_request, response) => {
    createDatabase().then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      listener.close();
      listener.closeAllConnections();
      await (await server)?.close();
    },
  };
}
