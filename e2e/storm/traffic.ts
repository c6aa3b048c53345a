import type { Twilio } from '@frontline/emulators/twilio';
import { DEMO_WORKERS } from '../stack/demo-account.ts';
import type { MessageTruth } from './message-truth.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface TrafficDeps {
  readonly twilio: Twilio;
  readonly random: SeededRandom;
  /** Numbers of customers, E.164. */
  readonly customers: readonly string[];
  /** How many actions a second at most. */
  readonly actionsPerSecond: number;
}

/** What people did: customers text, reps answer, correct themselves, take messages back, close conversations. */
export interface Traffic {
  /** Acts until `isOver`; what a rep cannot do at that moment (nobody has routed the conversation yet) becomes a customer's text. */
  run(isOver: () => boolean): Promise<void>;
  /** Messages that were taken back, as they were. */
  readonly removed: readonly MessageTruth[];
  readonly done: { texts: number; answers: number; edits: number; removals: number; closings: number };
}

/** Shares of what reps do; what is left are customers' texts. */
const ANSWER = 0.3;
const EDIT = 0.06;
const REMOVE = 0.03;
const CLOSE = 0.002;

const REPS = Object.values(DEMO_WORKERS);
const TICK_MS = 50;

/** Makes conversations as busy offices have them. The same seed acts in the same order, as far as the gateways let it. */
export function createTraffic({ twilio, random, customers, actionsPerSecond }: TrafficDeps): Traffic {
  const removed: MessageTruth[] = [];
  const sent: { readonly sid: string; readonly conversationSid: string; readonly index: number; readonly rep: string }[] = [];
  const done: Traffic['done'] = { texts: 0, answers: 0, edits: 0, removals: 0, closings: 0 };
  let count = 0;
  const words = () => `message ${(count += 1)}`;

  const text = async () => {
    const { taken } = await twilio.phones.text({ from: random.pick(customers), body: words() });
    if (taken) done.texts += 1;
  };
  const withConversation = async (act: (place: { rep: string; conversationSid: string }) => Promise<void>) => {
    const rep = random.pick(REPS);
    const open = twilio.app(rep).conversations();
    if (open.length === 0) return text();
    return act({ rep, conversationSid: random.pick(open).sid });
  };
  const answer = () =>
    withConversation(async ({ rep, conversationSid }) => {
      const { sid, index } = await twilio.app(rep).send({ conversationSid, body: words() });
      sent.push({ sid, conversationSid, index, rep });
      done.answers += 1;
    });
  const edit = async () => {
    const mine = sent.at(random.below(Math.max(1, sent.length)));
    if (!mine) return text();
    await twilio.app(mine.rep).edit({ conversationSid: mine.conversationSid, messageSid: mine.sid, body: `${words()} corrected` });
    done.edits += 1;
  };
  const remove = async () => {
    const at = random.below(Math.max(1, sent.length));
    const mine = sent[at];
    if (!mine) return text();
    sent.splice(at, 1);
    await twilio.app(mine.rep).remove({ conversationSid: mine.conversationSid, messageSid: mine.sid });
    removed.push({ sid: mine.sid, conversationSid: mine.conversationSid, index: mine.index, body: undefined, deliveryStatus: undefined });
    done.removals += 1;
  };
  const close = () =>
    withConversation(async ({ rep, conversationSid }) => {
      await twilio.app(rep).close(conversationSid);
      sent.splice(0, sent.length, ...sent.filter((mine) => mine.conversationSid !== conversationSid));
      done.closings += 1;
    });
  const act = (): Promise<void> => {
    const chance = random.next();
    if (chance < CLOSE) return close();
    if (chance < CLOSE + REMOVE) return remove();
    if (chance < CLOSE + REMOVE + EDIT) return edit();
    if (chance < CLOSE + REMOVE + EDIT + ANSWER) return answer();
    return text();
  };

  return {
    removed,
    done,
    run: async (isOver) => {
      const perTick = Math.max(1, Math.round((actionsPerSecond * TICK_MS) / 1_000));
      while (!isOver()) {
        const nextTick = new Promise((resolve) => setTimeout(resolve, TICK_MS));
        for (let i = 0; i < perTick && !isOver(); i += 1) await act();
        await nextTick;
      }
    },
  };
}
