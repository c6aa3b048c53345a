import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { SeededRandom } from './seeded-random.ts';

/** What the network does to webhooks; shares are from 0 to 1. */
export interface Mischief {
  readonly duplicate: number;
  /** Held back until a few later ones have passed. */
  readonly reorder: number;
  /** Held back for up to `delayMs`. */
  readonly delay: number;
  readonly delayMs: number;
}

/** One webhook that Twilio sent, and how the gateways answered its deliveries. */
export interface RelayedWebhook {
  readonly eventType: string;
  /** Answered 200 so many times. */
  acknowledged: number;
  /** Refused, or nobody was there. */
  failed: number;
}

/**
 * The network between Twilio and the gateways. A webhook after the fact is taken from Twilio at once and handed on as the mischief has it;
 * like Twilio, it is never tried again when the gateway fails. Questions and routing pass straight through.
 */
export interface Relay {
  readonly url: string;
  /** Gateways that take turns; assign to change. */
  targets: readonly string[];
  readonly webhooks: readonly RelayedWebhook[];
  readonly mischiefDone: { duplicated: number; reordered: number; delayed: number };
  /** Webhooks that are still to be handed on, or wait for their answer. */
  pending(): number;
  close(): Promise<void>;
}

interface Passing {
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const EVENTS_PATH = '/callbacks/twilio-conversations';
/** At most so many later webhooks overtake a reordered one; when nothing follows, it goes on after this time. */
const OVERTAKEN_BY = 10;
const OVERTAKEN_MS = 500;

/** Starts the relay on any free port. */
export async function startRelay({ random, mischief }: { readonly random: SeededRandom; readonly mischief: Mischief }): Promise<Relay> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const webhooks: RelayedWebhook[] = [];
  const done = { duplicated: 0, reordered: 0, delayed: 0 };
  const held = new Set<() => void>();
  let pending = 0;
  let turn = 0;

  const send = (passing: Passing) => {
    const target = relay.targets[turn++ % Math.max(1, relay.targets.length)];
    return target === undefined ? Promise.reject(new Error('no gateway')) : post(agent, target, passing);
  };
  const handOn = async (passing: Passing, webhook: RelayedWebhook) => {
    pending += 1;
    const status = await send(passing).then(({ status: answered }) => answered, () => 0); // prettier-ignore
    if (status === 200) webhook.acknowledged += 1;
    else webhook.failed += 1;
    pending -= 1;
  };
  const after = (ms: number, call: () => void) => {
    pending += 1;
    setTimeout(() => {
      pending -= 1;
      call();
    }, ms);
  };
  const hold = (call: () => void) => {
    let isOver = false;
    const goOn = () => {
      if (isOver) return;
      isOver = true;
      held.delete(goOn);
      call();
    };
    held.add(goOn);
    after(OVERTAKEN_MS, goOn);
  };
  const pass = (passing: Passing, webhook: RelayedWebhook) => {
    const go = () => void handOn(passing, webhook);
    if (random.next() < mischief.duplicate) {
      done.duplicated += 1;
      after(random.below(mischief.delayMs), go);
    }
    const chance = random.next();
    if (chance < mischief.delay) {
      done.delayed += 1;
      after(random.below(mischief.delayMs), go);
    } else if (chance < mischief.delay + mischief.reorder) {
      done.reordered += 1;
      hold(go);
    } else {
      go();
      if (held.size > 0 && random.below(OVERTAKEN_BY) === 0) held.values().next().value?.();
    }
  };
  const take = async (incoming: IncomingMessage, response: ServerResponse) => {
    const passing = { path: incoming.url ?? '', body: await buffer(incoming), headers: headersOf(incoming) };
    const eventType = new URLSearchParams(passing.body.toString()).get('EventType') ?? '';
    if (passing.path === EVENTS_PATH && !isQuestion(eventType)) {
      const webhook = { eventType, acknowledged: 0, failed: 0 };
      webhooks.push(webhook);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      return pass(passing, webhook);
    }
    const answer = await send(passing).catch(() => ({ status: 502, body: Buffer.from('{}') }));
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
  };
  const server = createServer((incoming, response) => void take(incoming, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const relay: Relay = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    targets: [],
    webhooks,
    mischiefDone: done,
    pending: () => pending,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
  return relay;
}

/** Before the fact: Twilio waits for the answer. */
const isQuestion = (eventType: string) => /(Add|Update|Remove)$/.test(eventType);

const headersOf = ({ headers }: IncomingMessage): Record<string, string> => ({
  'content-type': headers['content-type'] ?? '',
  'x-twilio-signature': String(headers['x-twilio-signature'] ?? ''),
});

function post(agent: Agent, target: string, { path, body, headers }: Passing): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(target + path, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } }, (response) => {
      buffer(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    });
    sent.once('error', reject).end(body);
  });
}
