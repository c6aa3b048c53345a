import type { World } from '../world.ts';
import { phoneNumber } from './phone-number.ts';

/** As if a day had passed since a customer's last WhatsApp messages: what is sent now is judged so, whoever remembers otherwise. */
export const closeWindow =
  ({ carrier }: Pick<World, 'carrier'>) =>
  (number: string): void => {
    const customer = `whatsapp:${phoneNumber(number)} `;
    for (const pair of carrier.lastInbound.keys()) if (pair.startsWith(customer)) carrier.lastInbound.delete(pair);
  };
