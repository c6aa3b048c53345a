import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import type { Account } from '../account/account.ts';

export type Redirected = {
  url: string;
  account: Account;
  /** Put between `/v1` and the rest of each path, to speak through `/Services/IS...`. */
  below?: string;
};

/** Sends what is meant for `https://PRODUCT.twilio.com/PATH` to `URL/PRODUCT/PATH`. */
const redirectedClient = ({ url, below = '' }: Redirected) => {
  const client = new RequestClient();
  const send = client.request.bind(client);
  client.request = (options) => {
    // Page links carry the inserted part already.
    const inserted = options.uri.includes(below) ? '' : below;
    return send({ ...options, uri: options.uri.replace(/^https:\/\/([\w-]+)\.twilio\.com\/v1/, `${url}/$1/v1${inserted}`) });
  };
  return client;
};

/** Twilio's own library, talking to an emulator. */
export const twilioClient = (redirected: Redirected) =>
  twilio(redirected.account.accountSid, redirected.account.authToken, { httpClient: redirectedClient(redirected) });
