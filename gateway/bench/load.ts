import { Agent, request } from 'node:http';
import { BENCH, type SignedForm } from './webhook.ts';

export interface Load {
  readonly port: number;
  readonly forms: readonly SignedForm[];
  readonly connections: number;
}

export interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends every form once over so many kept connections; rejects at the first answer that is not 200. */
export async function load({ port, forms, connections }: Load): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let next = 0;
  const sendUntilDone = async () => {
    for (let form = forms[next++]; form; form = forms[next++]) {
      const start = performance.now();
      await post({ port, agent, form });
      times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, sendUntilDone));
  const seconds = (performance.now() - start) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.floor(times.length * share)] ?? 0);
  return { perSecond: Math.round(forms.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

const round = (ms: number) => Math.round(ms * 100) / 100;

function post({ port, agent, form }: { readonly port: number; readonly agent: Agent; readonly form: SignedForm }): Promise<void> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form.body),
    'x-twilio-signature': form.signature,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: BENCH.path, method: 'POST', agent, headers }, (response) => {
      response
        .resume()
        .once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`answered ${String(response.statusCode)}`))));
    });
    sent.once('error', reject).end(form.body);
  });
}
