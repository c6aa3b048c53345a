import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { forward, type Answer, type SignedPost } from './forward.ts';
import type { Mischief } from './mischief.ts';

/** One webhook that Twilio sent, and how the gateways answered its deliveries. */
export interface RelayedWebhook {
  readonly eventType: string;
  /** Undefined when it is about no message. */
  readonly messageSid: string | undefined;
  /** Answered 200 so many times. */
  acknowledged: number;
  /** Answered something else. */
  refused: number;
  /** Nobody was there, or died before the answer. */
  unanswered: number;
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
  /** Webhooks that are still to be handed on, or wait for their answer. */
  pending(): number;
  close(): Promise<void>;
}

const EVENTS_PATH = '/callbacks/twilio-conversations';

/** Starts the relay on any free port. */
export async function startRelay(mischief: Mischief): Promise<Relay> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const state = { targets: [] as readonly string[], webhooks: [] as RelayedWebhook[], underWay: 0, turn: 0 };
  const send = async (post: SignedPost): Promise<Answer> => {
    const target = state.targets[state.turn++ % Math.max(1, state.targets.length)];
    if (target === undefined) throw new Error('no gateway');
    return forward(agent, target, post);
  };
  const handOn = async (post: SignedPost, webhook: RelayedWebhook) => {
    state.underWay += 1;
    const { status } = await send(post).catch(() => ({ status: 0 }));
    webhook[status === 200 ? 'acknowledged' : status === 0 ? 'unanswered' : 'refused'] += 1;
    state.underWay -= 1;
  };
  const take = async (incoming: IncomingMessage, response: ServerResponse) => {
    const post = await readPost(incoming);
    const params = new URLSearchParams(post.body.toString());
    const eventType = params.get('EventType') ?? '';
    const isHappening = post.path === EVENTS_PATH && !isQuestion(eventType);
    const answer = isHappening ? { status: 200, body: '{}' } : await send(post).catch(() => ({ status: 502, body: '{}' }));
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
    if (!isHappening) return;
    const messageSid = params.get('MessageSid') ?? undefined;
    const webhook = { eventType, messageSid, acknowledged: 0, refused: 0, unanswered: 0 };
    state.webhooks.push(webhook);
    mischief.pass(() => void handOn(post, webhook));
  };
  const server = createServer((incoming, response) => void take(incoming, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(state, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    pending: () => state.underWay + mischief.held(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  });
}

/** Before the fact: Twilio waits for the answer. */
const isQuestion = (eventType: string) => /(Add|Update|Remove)$/.test(eventType);

async function readPost(incoming: IncomingMessage): Promise<SignedPost> {
  const headers = {
    'content-type': incoming.headers['content-type'] ?? '',
    'x-twilio-signature': String(incoming.headers['x-twilio-signature'] ?? ''),
  };
  return { path: incoming.url ?? '', body: await buffer(incoming), headers };
}
