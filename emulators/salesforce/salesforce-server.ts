import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { installApex } from '../apex/host/install-apex.ts';
import type { ClientRegistration } from './http/client-registration.ts';
import { createApp } from './http/create-app.ts';
import { createOrg, type Org, type OrgOptions } from './org.ts';

export type SalesforceOptions = OrgOptions & {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clients?: readonly ClientRegistration[];
  /** An org made before, for one whose records or event bus are set up first; then OrgOptions are not looked at. */
  readonly org?: Org;
};

export type SalesforceServer = {
  /** `http://127.0.0.1:PORT`, the login URL and the instance URL at once. */
  readonly url: string;
  readonly org: Org;
  close(): Promise<void>;
};

const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

/** The platform's limit of an address is 16 KB (rest-router.ts); Node's limit of all headers together must lie above it. */
const MAX_HEADER_BYTES = 64 * 1024;

const address = z.object({ port: z.number() });

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${address.parse(server.address()).port}`));
  });

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });

/** Starts an org's HTTP side on the loopback interface. Rejects when the port is taken. */
export const startSalesforce = async (options: SalesforceOptions = {}): Promise<SalesforceServer> => {
  const org = options.org ?? createOrg(options);
  installApex(org);
  let url = '';
  const app = createApp({ org, clients: options.clients ?? [], audiences: () => [url, ...LOGIN_HOSTS], instanceUrl: () => url });
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, app);
  url = await listen(server, options.port ?? 0);
  return { url, org, close: () => closeServer(server).finally(() => org.files.close()) };
};
