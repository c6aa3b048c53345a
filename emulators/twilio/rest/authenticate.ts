import { timingSafeEqual } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { TwilioError } from '../account/twilio-error.ts';

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
};

/**
 * Throws 20003 unless the Authorization header is Basic with account SID and auth token, or API key SID and secret.
 * https://www.twilio.com/docs/usage/requests-to-twilio
 */
export const authenticate = (account: Account, authorization: string | undefined): void => {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const credentials = Buffer.from(encoded, 'base64').toString('utf8');
  const accepted = [`${account.accountSid}:${account.authToken}`, `${account.apiKeySid}:${account.apiKeySecret}`];
  if (!accepted.some((pair) => same(pair, credentials))) throw new TwilioError(20003, 'Authenticate');
};
