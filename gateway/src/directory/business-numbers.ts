import type { PhoneChannel } from './address.ts';

/** A number that the business texts from. Without a worker it is everybody's. */
export interface BusinessNumber {
  readonly channel: PhoneChannel;
  /** E.164, without `whatsapp:`. */
  readonly number: string;
  readonly worker?: string;
}

/** Where the admin's numbers are kept. Rejects with a GatewayError when they cannot be read. */
export interface BusinessNumbers {
  all(): Promise<readonly BusinessNumber[]>;
}
