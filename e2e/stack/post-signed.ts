import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { LocalStack } from './local-stack.ts';

/** Posts a form to the gateway as Twilio does, signed with the account's token. */
export function postSigned({ gatewayUrl, twilio }: LocalStack, path: string, params: Readonly<Record<string, string>>): Promise<Response> {
  const signature = getExpectedTwilioSignature(twilio.account.authToken, gatewayUrl + path, { ...params });
  return fetch(gatewayUrl + path, {
    method: 'POST',
    body: new URLSearchParams(params),
    headers: { 'X-Twilio-Signature': signature },
  });
}
