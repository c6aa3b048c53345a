import { Agent } from 'node:http';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { LocalStack } from '../stack/local-stack.ts';
import { forward } from '../storm/forward.ts';

/** A form that Twilio sends to the gateway. */
export interface Asked {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly asked: Asked;
  readonly status: number;
  readonly body: string;
}

/** As many as Twilio may well have under way. */
const AT_ONCE = 16;

/** Sends signed forms, some at a time, and answers what came back, in the same order. Rejects when the gateway does not answer. */
export async function askInParallel(stack: LocalStack, all: readonly Asked[]): Promise<readonly Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const answers: Answered[] = [];
  const queue = all.entries();
  const work = async () => {
    for (const [at, asked] of queue) answers[at] = await ask(stack, agent, asked);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => agent.destroy());
  return answers;
}

async function ask({ gatewayUrl, twilio }: LocalStack, agent: Agent, asked: Asked): Promise<Answered> {
  const { path, params } = asked;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-twilio-signature': getExpectedTwilioSignature(twilio.account.authToken, gatewayUrl + path, { ...params }),
  };
  const { status, body } = await forward(agent, gatewayUrl, { path, body: Buffer.from(new URLSearchParams(params).toString()), headers });
  return { asked, status, body: body.toString() };
}
