import type { Address, PhoneChannel } from './address.ts';
import type { BusinessNumber, BusinessNumbers } from './business-numbers.ts';

export interface NumberSources {
  readonly numbers: BusinessNumbers;
  /** Numbers of the environment, E.164: used where the admin has recorded none. */
  readonly fallback: Readonly<Record<PhoneChannel, string | undefined>>;
}

export interface NumberWish {
  /** Identity of whoever writes; absent for somebody who has none. */
  readonly worker: string | undefined;
  /** Of the customer. */
  readonly address: Address;
  /** E.164: this number or none. */
  readonly wanted?: string | undefined;
}

/**
 * The business number from which somebody writes to a customer, E.164: the worker's own for the channel, else everybody's; never the
 * customer's own (Twilio refuses that with 48027), and never another worker's. Rejects when the admin's numbers cannot be read.
 */
export function chooseNumber({ numbers, fallback }: NumberSources) {
  return async ({ worker, address, wanted }: NumberWish): Promise<string | undefined> => {
    const configured = fallback[address.channel];
    const spare: readonly BusinessNumber[] = configured === undefined ? [] : [{ channel: address.channel, number: configured }];
    const usable = [...(await numbers.all()), ...spare].filter(
      ({ channel, number }) => channel === address.channel && number !== address.number && number === (wanted ?? number),
    );
    const own = usable.find((number) => number.worker !== undefined && number.worker.toLowerCase() === worker?.toLowerCase());
    return (own ?? usable.find((number) => number.worker === undefined))?.number;
  };
}
