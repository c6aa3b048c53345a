import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import type { Account } from '../account/account.ts';

/** Sends what is meant for `https://PRODUCT.twilio.com/PATH` to `URL/PRODUCT/PATH`. */
const redirectedClient = (url: string) => {
  const client = new RequestClient();
  const send = client.request.bind(client);
  client.request = (options) => send({ ...options, uri: options.uri.replace(/^https:\/\/([\w-]+)\.twilio\.com/, `${url}/$1`) });
  return client;
};

/** Twilio's own library, talking to an emulator. */
export const twilioClient = ({ url, account }: { url: string; account: Account }) =>
  twilio(account.accountSid, account.authToken, { httpClient: redirectedClient(url) });
