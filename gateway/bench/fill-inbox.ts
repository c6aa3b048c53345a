import { systemClock } from '../src/clock.ts';
import { acceptEvent } from '../src/conversations/accept-event.ts';
import { openStore } from '../src/store/open-store.ts';
import { customerNumber, ORG } from './customers.ts';
import { BENCH } from './webhook.ts';

export interface Waiting {
  readonly messages: number;
  /** Each in one conversation. */
  readonly customers: number;
}

/** As many as share a commit. */
const AT_ONCE = 500;

const sid = (prefix: string, n: number) => prefix + n.toString(16).padStart(32, '0');

/** Webhooks accepted while nothing worked them, as after an outage; who talks with whom is known already. */
export async function fillInbox(dataDir: string, { messages, customers }: Waiting): Promise<void> {
  const store = await openStore({ dataDir, clock: systemClock });
  const accept = acceptEvent({ inbox: store.inbox });
  await inGroups(customers, (n) => {
    const facts = { customerAddress: customerNumber(n), businessAddress: '+14155550100', customerParticipantSid: sid('MB', n) };
    return store.memory.learn({ conversationSid: sid('CH', n), ...facts, worker: ORG.rep });
  });
  await inGroups(messages, (n) => accept(message(n, customers)));
  await store.close();
}

async function inGroups(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < count; first += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - first) }, (_each, n) => work(first + n)));
  }
}

const message = (n: number, customers: number): Record<string, string> => ({
  AccountSid: BENCH.accountSid,
  Author: customerNumber(n % customers),
  Body: 'Hello, are my papers ready? I can come by tomorrow at ten if that suits you.',
  ConversationSid: sid('CH', n % customers),
  DateCreated: '2026-01-05T09:00:00.000Z',
  EventType: 'onMessageAdded',
  Index: String(Math.floor(n / customers)),
  MessageSid: sid('IM', n),
  ParticipantSid: sid('MB', n % customers),
  Source: 'SMS',
});
