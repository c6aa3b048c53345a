import type { Account } from './account.ts';

/** Is `address` (`+E.164` or `whatsapp:+E.164`) a number on which this account can talk? */
export const ownsNumber = (account: Account, address: string): boolean =>
  [account.smsNumber, account.whatsappNumber, ...account.otherNumbers].includes(address);
