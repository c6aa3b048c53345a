import { randomBytes } from 'node:crypto';
import { newSid } from './new-sid.ts';

/** Who the account is: what `.env` of a product would hold, and the numbers it owns. */
export type Account = {
  accountSid: string;
  authToken: string;
  apiKeySid: string;
  apiKeySecret: string;
  /** The default Conversations service: Frontline's. */
  serviceSid: string;
  messagingServiceSid: string;
  /** E.164. */
  smsNumber: string;
  /** `whatsapp:` and E.164. */
  whatsappNumber: string;
  /** Further proxy addresses, spelled as the two above. */
  otherNumbers: readonly string[];
  /** Role that a participant gets when none is named. */
  participantRoleSid: string;
  userRoleSid: string;
};

const secret = () => randomBytes(16).toString('hex');

/** A complete account; what is not given is made up. */
export const createAccount = (given: Partial<Account> = {}): Account => ({
  accountSid: newSid('AC'),
  authToken: secret(),
  apiKeySid: newSid('SK'),
  apiKeySecret: secret(),
  serviceSid: newSid('IS'),
  messagingServiceSid: newSid('MG'),
  smsNumber: '+15550100999',
  whatsappNumber: 'whatsapp:+15550100999',
  otherNumbers: [],
  participantRoleSid: newSid('RL'),
  userRoleSid: newSid('RL'),
  ...given,
});
