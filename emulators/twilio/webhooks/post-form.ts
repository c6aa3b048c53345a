import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Timers } from '../timers.ts';

export type FormPost = { url: string; body: string; headers: Readonly<Record<string, string>>; timeoutMs: number };

/** What came back, or why nothing did. */
export type PostOutcome = { kind: 'answered'; status: number; body: Buffer } | { kind: 'timeout' } | { kind: 'unreachable'; cause: string };

export type PostForm = {
  /** Posts are answered in parallel, but each is on the wire before the next one starts. */
  post: (call: FormPost) => Promise<PostOutcome>;
  /** Aborts what is under way; those calls, and later ones, resolve as unreachable. */
  close: () => void;
};

type Settle = (outcome: PostOutcome) => void;

const collect = (response: IncomingMessage, settle: Settle) => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => settle({ kind: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
  response.on('error', (error) => settle({ kind: 'unreachable', cause: error.message }));
};

/** Resolves when the request is on the wire, or has failed. */
const written = (request: ClientRequest) =>
  new Promise<void>((resolve) => {
    request.once('socket', (socket) => socket.once('connect', () => setImmediate(resolve)));
    request.once('close', resolve);
  });

/** A connection for each request: on a shared one, a later webhook could overtake an earlier one that still has to connect. */
const open = ({ url, body, headers }: FormPost, settle: Settle): ClientRequest => {
  const target = new URL(url);
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const options = { method: 'POST', agent: false, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } } as const;
  return request(target, options, (response) => collect(response, settle));
};

/** Sends form posts, redirects not followed, with one deadline over the whole of each exchange. */
export const createPostForm = (timers: Timers): PostForm => {
  const underWay = new Set<() => void>();
  let closed = false;
  let previous = Promise.resolve();

  const send = (call: FormPost, settle: Settle): Promise<void> => {
    const finish = (outcome: PostOutcome) => {
      cancelDeadline();
      underWay.delete(abort);
      settle(outcome);
    };
    const request = open(call, finish);
    const abort = () => request.destroy(new Error('aborted'));
    const cancelDeadline = timers.after(call.timeoutMs, () => {
      finish({ kind: 'timeout' });
      abort();
    });
    underWay.add(abort);
    request.on('error', (error) => finish({ kind: 'unreachable', cause: error.message }));
    request.end(call.body);
    return written(request);
  };

  const start = (call: FormPost, settle: Settle): Promise<void> | undefined => {
    if (!closed && URL.canParse(call.url)) return send(call, settle);
    settle({ kind: 'unreachable', cause: closed ? 'shut down' : `${call.url} is not a URL` });
    return undefined;
  };

  return {
    post: (call) =>
      new Promise((settle) => {
        previous = previous.then(() => start(call, settle));
      }),
    close: () => {
      closed = true;
      for (const abort of [...underWay]) abort();
    },
  };
};
