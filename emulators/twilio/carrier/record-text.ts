import type { World } from '../world.ts';
import type { PhoneMessage } from './carrier.ts';
import { phoneNumber } from './phone-number.ts';

/** Puts a text on the customer's phone and wakes whoever waits for it. */
export const recordText =
  ({ carrier, timers }: Pick<World, 'carrier' | 'timers'>) =>
  (text: Omit<PhoneMessage, 'at'>): void => {
    const number = phoneNumber(text.direction === 'sent' ? text.from : text.to);
    const message = { ...text, at: new Date(timers.now()).toISOString() };
    const inbox = carrier.inboxes.get(number) ?? [];
    carrier.inboxes.set(number, inbox);
    inbox.push(message);
    for (const listener of [...carrier.listeners]) listener(number, message);
  };
