import express from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import { listen } from '../http/listen.ts';

/** One webhook as it came in. */
export type Received = { path: string; form: Record<string, string>; headers: Record<string, string | string[] | undefined> };
type Answer = (received: Received, response: Response) => void | Promise<void>;

export type WebhookReceiver = {
  url: string;
  received: Received[];
  /** What to answer from now on; 200 with an empty object until told. */
  answer: (answer: Answer) => void;
  /** EventTypes, and paths where there is none, in order of arrival. */
  names: () => string[];
  /** Resolves with everything received once `enough` holds; rejects after `withinMs`. */
  until: (enough: (received: readonly Received[]) => boolean, withinMs?: number) => Promise<readonly Received[]>;
  event: (type: string) => Promise<Received>;
  close: () => Promise<void>;
};

const formSchema = z.record(z.string(), z.string());

const nameOf = ({ path, form }: Received) => form['EventType'] ?? path;

/** Promises that come true as things arrive. */
const createWaiting = (received: readonly Received[]) => {
  const looks = new Set<() => void>();
  const until: WebhookReceiver['until'] = (enough, withinMs = 5_000) =>
    new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        looks.delete(look);
        finish();
      };
      const look = () => {
        if (enough(received)) settle(() => resolve([...received]));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`Received only ${received.map(nameOf).join(', ')}`))), withinMs);
      looks.add(look);
      look();
    });
  return { until, look: () => looks.forEach((look) => look()) };
};

/** A product's web server: keeps what it gets. */
export const startReceiver = async (): Promise<WebhookReceiver> => {
  const received: Received[] = [];
  const { until, look } = createWaiting(received);
  let answer: Answer = (_received, response) => void response.json({});
  const app = express();
  app.use(express.urlencoded({ extended: false, limit: '1mb' }));
  app.post('/*path', async (request, response) => {
    const one = { path: request.path, form: formSchema.parse(request.body), headers: request.headers };
    received.push(one);
    look();
    await answer(one, response);
  });
  const listener = await listen(app, 0);
  return {
    url: `http://127.0.0.1:${listener.port}`,
    received,
    answer: (next) => {
      answer = next;
    },
    names: () => received.map(nameOf),
    until,
    event: async (type) => {
      const found = (await until((all) => all.some((one) => nameOf(one) === type))).find((one) => nameOf(one) === type);
      if (!found) throw new Error(`No ${type}`);
      return found;
    },
    close: () => listener.close(),
  };
};
