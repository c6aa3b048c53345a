import { createHash, createHmac } from 'node:crypto';
import { DEMO_GATEWAY_TOKEN, DEMO_SIGNING_KEY } from './demo-account.ts';

export interface SignedAsk {
  readonly gatewayUrl: string;
  /** Below `/salesforce/v1/`. */
  readonly path: string;
  readonly body: object;
  readonly organizationId: string;
  readonly userId: string;
  /** In place of those that are right. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts to the gateway as Salesforce does when a user acts: with the token, and signed by the platform. */
export async function askAsUser({ gatewayUrl, path, body, organizationId, userId, headers = {} }: SignedAsk) {
  const text = JSON.stringify(body);
  const target = `/salesforce/v1/${path}`;
  const seconds = String(Math.floor(Date.now() / 1_000));
  const bodyHash = createHash('sha256').update(text).digest('hex');
  const signed = ['v1', seconds, organizationId, userId, 'POST', target, bodyHash].join('.');
  const response = await fetch(gatewayUrl + target, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      Authorization: `Bearer ${DEMO_GATEWAY_TOKEN}`,
      'X-Frontline-Org': organizationId,
      'X-Frontline-User': userId,
      'X-Frontline-Time': seconds,
      'X-Frontline-Signature': createHmac('sha256', DEMO_SIGNING_KEY).update(signed).digest('hex'),
      ...headers,
    },
    body: text,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
