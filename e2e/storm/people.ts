import type { Twilio } from '@frontline/emulators/twilio';
import { DEMO_WORKERS } from '../stack/demo-account.ts';
import type { MessageTruth } from './message-truth.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface PeopleDeps {
  readonly twilio: Twilio;
  readonly random: SeededRandom;
  /** Numbers of customers, E.164. */
  readonly customers: readonly string[];
}

interface Sent {
  readonly sid: string;
  readonly conversationSid: string;
  readonly index: number;
  readonly rep: string;
  /** When it was sent or last changed, in milliseconds of the process. */
  readonly changedAt: number;
}

/** Nobody reads what they wrote and changes it faster. It matters: Twilio's REST API tells times in whole seconds, so what changed within one looks unchanged. */
const SECOND_THOUGHT_MS = 1_000;

const REPS = Object.values(DEMO_WORKERS);

/** Customers and reps at work. What a rep cannot do at that moment (nobody has routed a conversation yet) becomes a customer's text. */
export class People {
  /** Messages that were taken back, as they were. */
  readonly removed: MessageTruth[] = [];
  readonly done = { texts: 0, answers: 0, edits: 0, removals: 0, closings: 0 };
  readonly #deps: PeopleDeps;
  #sent: Sent[] = [];
  #words = 0;

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
  }

  async text(): Promise<void> {
    const { twilio, random, customers } = this.#deps;
    const { taken } = await twilio.phones.text({ from: random.pick(customers), body: this.#say() });
    if (taken) this.done.texts += 1;
  }

  async answer(): Promise<void> {
    const place = this.#somewhere();
    if (!place) return this.text();
    const { sid, index } = await this.#app(place.rep).send({ conversationSid: place.conversationSid, body: this.#say() });
    this.#sent.push({ sid, index, ...place, changedAt: performance.now() });
    this.done.answers += 1;
  }

  async edit(): Promise<void> {
    const message = this.#someMessage();
    if (!message) return this.text();
    const { sid: messageSid, conversationSid, rep } = message;
    await this.#app(rep).edit({ conversationSid, messageSid, body: `${this.#say()} corrected` });
    this.#sent = this.#sent.map((other) => (other === message ? { ...message, changedAt: performance.now() } : other));
    this.done.edits += 1;
  }

  async remove(): Promise<void> {
    const message = this.#someMessage();
    if (!message) return this.text();
    const { sid, conversationSid, index, rep } = message;
    this.#sent = this.#sent.filter((other) => other !== message);
    await this.#app(rep).remove({ conversationSid, messageSid: sid });
    this.removed.push({ sid, conversationSid, index, body: undefined, deliveryStatus: undefined });
    this.done.removals += 1;
  }

  /** Messages of a closed conversation stay as they are. */
  async close(): Promise<void> {
    const place = this.#somewhere();
    if (!place) return this.text();
    await this.#app(place.rep).close(place.conversationSid);
    this.#sent = this.#sent.filter(({ conversationSid }) => conversationSid !== place.conversationSid);
    this.done.closings += 1;
  }

  #app(rep: string) {
    return this.#deps.twilio.app(rep);
  }

  #say(): string {
    this.#words += 1;
    return `message ${this.#words}`;
  }

  #someMessage(): Sent | undefined {
    const settled = this.#sent.filter(({ changedAt }) => performance.now() - changedAt >= SECOND_THOUGHT_MS);
    return settled[this.#deps.random.below(settled.length)];
  }

  #somewhere(): { readonly rep: string; readonly conversationSid: string } | undefined {
    const rep = this.#deps.random.pick(REPS);
    const open = this.#app(rep).conversations();
    const conversation = open[this.#deps.random.below(open.length)];
    return conversation && { rep, conversationSid: conversation.sid };
  }
}
