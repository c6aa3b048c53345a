import type { Channel } from '../conversations/participant.ts';
import type { NewMedia } from '../media/media.ts';
import type { World } from '../world.ts';
import type { Outcome, PhoneMessage } from './carrier.ts';
import { closeWindow } from './close-window.ts';
import { phoneNumber } from './phone-number.ts';
import { takeText } from './take-text.ts';
import type { Taken } from './take-text.ts';

export type PhoneText = {
  /** The customer's number, E.164. */
  from: string;
  /** One of the account's numbers; left out, the one of the channel. */
  to?: string | undefined;
  /** `sms` unless `from` or `to` say otherwise. */
  channel?: Channel | undefined;
  /** May be left out where there are files. */
  body?: string | undefined;
  media?: readonly NewMedia[] | undefined;
};

export type Phones = {
  /** Sends a text; resolves when Twilio has put it into a conversation or lost it. */
  text: (text: PhoneText) => Promise<Taken>;
  /** Everything on that phone, sent and received, oldest first. */
  inbox: (number: string) => readonly PhoneMessage[];
  numbers: () => readonly string[];
  /** The first message that the phone has received, or will within `withinMs`, for which `matches` holds; else rejects. */
  waitFor: (number: string, wanted?: { matches?: (message: PhoneMessage) => boolean; withinMs?: number }) => Promise<PhoneMessage>;
  /** From now on messages to this phone end so. */
  setOutcome: (number: string, outcome: Outcome) => void;
  /** WhatsApp's 24 hours of this customer are over, until the next message from there. */
  closeWindow: (number: string) => void;
};

const addressed = ({ from, to, channel }: PhoneText, world: World) => {
  const whatsapp = channel === 'whatsapp' || from.startsWith('whatsapp:') || (to?.startsWith('whatsapp:') ?? false);
  const spelled = (address: string) => (whatsapp ? `whatsapp:${phoneNumber(address)}` : address);
  const own = whatsapp ? world.account.whatsappNumber : world.account.smsNumber;
  return { from: spelled(from), to: to === undefined ? own : spelled(to) };
};

const defaultWaitMs = 5_000;

/** The customers' phones. */
export const createPhones = (world: World): Phones => {
  const inbox = (number: string) => [...(world.carrier.inboxes.get(phoneNumber(number)) ?? [])];
  const arrival = (number: string, matches: (message: PhoneMessage) => boolean, withinMs: number) =>
    new Promise<PhoneMessage>((resolve, reject) => {
      const settle = (finish: () => void) => {
        stop();
        world.carrier.listeners.delete(listen);
        finish();
      };
      const listen = (owner: string, message: PhoneMessage) => {
        if (owner === phoneNumber(number) && message.direction === 'received' && matches(message)) settle(() => resolve(message));
      };
      const stop = world.timers.after(withinMs, () =>
        settle(() => reject(new Error(`Nothing expected reached ${number} within ${withinMs} ms`))),
      );
      world.carrier.listeners.add(listen);
    });
  return {
    text: (text) => takeText(world)({ ...addressed(text, world), body: text.body ?? '', media: text.media ?? [] }),
    inbox,
    numbers: () => [...world.carrier.inboxes.keys()],
    waitFor: async (number, { matches = () => true, withinMs = defaultWaitMs } = {}) =>
      inbox(number).find((message) => message.direction === 'received' && matches(message)) ?? arrival(number, matches, withinMs),
    closeWindow: closeWindow(world),
    setOutcome: (number, outcome) => void world.carrier.outcomes.set(phoneNumber(number), outcome),
  };
};
