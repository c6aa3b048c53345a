import { describe, expect, it } from '@jest/globals';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { listen, type Listening } from './listen.ts';

interface Answer {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly keepAlive: string | undefined;
}

function get(port: number, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ port, agent, host: '127.0.0.1' }, (response) => {
      response.resume().once('end', () => {
        const { connection, 'keep-alive': keepAlive } = response.headers;
        resolve({ status: response.statusCode, connection, keepAlive: Array.isArray(keepAlive) ? keepAlive[0] : keepAlive });
      });
    })
      .once('error', reject)
      .end();
  });
}

const listenWith = (answer: () => Promise<void>): Promise<Listening> =>
  listen((_request, response) => void answer().then(() => response.end('done')), { host: '127.0.0.1', port: 0 });

describe('listen', () => {
  it('keeps connections for longer than the minute for which Twilio and load balancers reuse them', async () => {
    const server = await listenWith(() => Promise.resolve());
    const agent = new Agent({ keepAlive: true });
    expect(await get(server.port, agent)).toEqual({ status: 200, connection: 'keep-alive', keepAlive: 'timeout=75' });
    agent.destroy();
    await server.close(1_000);
  });

  it('draining: gives the answer under way, keeps no connection, takes no new one', async () => {
    const gate = Promise.withResolvers<undefined>();
    const arrived = Promise.withResolvers<undefined>();
    const server = await listenWith(async () => {
      arrived.resolve(undefined);
      await gate.promise;
    });
    const agent = new Agent({ keepAlive: true });
    const answer = get(server.port, agent);
    await arrived.promise;
    const closed = server.close(60_000);
    gate.resolve(undefined);
    expect((await answer).status).toBe(200);
    await closed;
    agent.destroy();
    await expect(get(server.port, new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('cuts off what is not given within the limit', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const server = await listenWith(() => {
      arrived.resolve(undefined);
      return new Promise(() => undefined);
    });
    const agent = new Agent();
    const answer = get(server.port, agent);
    const failed = expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
    await arrived.promise;
    await server.close(50);
    await failed;
  });

  it('does not wait for ever for a request that comes drop by drop', async () => {
    const server = await listenWith(() => Promise.resolve());
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\n');
    const text = await new Promise<string>((resolve) => {
      let received = '';
      socket.on('data', (chunk: Buffer) => (received += chunk.toString())).once('close', () => resolve(received));
    });
    expect(text).toContain('408 Request Timeout');
    await server.close(1_000);
  });
});
