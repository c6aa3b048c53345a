import { randomUUID } from 'node:crypto';
import { outcome } from '../webhooks/outcome.ts';
import { sendSigned } from '../webhooks/send-signed.ts';
import type { PostOutcome } from '../webhooks/post-form.ts';
import type { World } from '../world.ts';
import { CallbackError } from './callback-error.ts';
import type { FrontlineUrls } from './frontline-urls.ts';

/** https://www.twilio.com/docs/api/errors/48003 */
const longestAnswer = 64 * 1024;

export type Question = { callback: Exclude<keyof FrontlineUrls, 'routingUrl'>; form: Readonly<Record<string, string>> };

type Answered = Extract<PostOutcome, { kind: 'answered' }>;

/** What a product said, for whoever looks why its answer was of no use. */
const saidIn = ({ status, body }: Answered) => {
  const text = body.subarray(0, longestAnswer).toString('utf8');
  try {
    return { status, body: JSON.parse(text) as unknown };
  } catch {
    return { status, ...(text === '' ? {} : { body: text }) };
  }
};

/** A good answer; throws CallbackError for any other outcome. */
const goodAnswer = (answer: PostOutcome): Answered => {
  if (answer.kind === 'timeout') throw new CallbackError(48005, 'The callback did not answer in under 6 seconds');
  if (answer.kind === 'unreachable') throw new CallbackError(48004, `The callback could not be reached: ${answer.cause}`);
  if (!outcome.succeeded(answer)) throw new CallbackError(48004, `The callback answered ${answer.status}`, saidIn(answer));
  return answer;
};

const parseAnswer = (answer: Answered): unknown => {
  const { body } = answer;
  if (body.byteLength > longestAnswer) throw new CallbackError(48003, `The answer has ${body.byteLength} bytes, more than 64 KB`);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new CallbackError(48003, 'The answer is not valid JSON', saidIn(answer));
  }
};

const ask = async (world: World, { callback, form }: Question): Promise<unknown> => {
  const url = world.frontlineUrls[callback];
  if (url === null) throw new CallbackError(48001, `No ${callback} is configured`);
  const timeoutMs = world.settings.callbackTimeoutMs;
  return parseAnswer(goodAnswer(await sendSigned(world)({ url, form, timeoutMs, token: randomUUID() })));
};

/** Asks one of the app-triggered callbacks and returns its JSON. A failure is written to the debugger and thrown as CallbackError. */
export const askProduct =
  (world: World) =>
  async (question: Question): Promise<unknown> => {
    try {
      return await ask(world, question);
    } catch (error) {
      if (error instanceof CallbackError) report(world, question, error);
      throw error;
    }
  };

const report = (world: World, { callback, form }: Question, { code, message }: CallbackError) => {
  const url = world.frontlineUrls[callback];
  const { Worker } = form;
  world.log.write({
    level: code === 48001 ? 'warning' : 'error',
    code,
    message,
    ...(url === null ? {} : { url }),
    ...(Worker === undefined ? {} : { resource: Worker }),
  });
};
