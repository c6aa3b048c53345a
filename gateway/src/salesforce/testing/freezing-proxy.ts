import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy whose connections can go silent without being closed, as behind a firewall that forgot them. */
export interface FreezingProxy {
  /** `127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Silences the connections of this moment; later ones work. */
  freeze(): void;
  connections(): number;
  close(): void;
}

/** Starts a proxy on a free port to `HOST:PORT`. */
export async function startFreezingProxy(target: string): Promise<FreezingProxy> {
  const [host, port] = target.split(':');
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect({ host: host ?? '', port: Number(port) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      sockets.push(from);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: () => sockets.forEach((socket) => socket.unpipe().pause()),
    connections: () => sockets.length / 2,
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
