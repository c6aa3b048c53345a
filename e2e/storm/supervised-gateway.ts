import { freePort } from '../stack/free-port.ts';
import type { GatewayProcess } from '../stack/gateway-process.ts';
import type { LocalStack } from '../stack/local-stack.ts';

/** A gateway whose supervisor starts it again, on the same port, when it dies. */
export interface SupervisedGateway {
  readonly url: string;
  readonly pid: () => number;
  /** `kill -9`; resolves when it listens again, with these changes to its environment. Between the two, `whileDead` is done. */
  killAndRestart(env?: Readonly<Record<string, string>>, whileDead?: () => void): Promise<void>;
  /** `kill -9`, or SIGTERM and its exit code; it stays away. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** Starts a gateway of the stack, or another version's by its `main.ts`, and resolves when it listens. */
export async function superviseGateway(
  stack: LocalStack,
  env: Readonly<Record<string, string>>,
  main?: string,
): Promise<SupervisedGateway> {
  const port = await freePort();
  const start = async (changes: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> => {
    const gateway = stack.startGateway({ ...env, ...changes, PORT: String(port) }, main);
    await gateway.listening();
    return gateway;
  };
  let gateway = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => gateway.pid,
    killAndRestart: async (changes, whileDead = () => undefined) => {
      await gateway.stop('SIGKILL');
      whileDead();
      gateway = await start(changes);
    },
    end: async (signal) => (await gateway.stop(signal)).code,
  };
}
