import type { Request } from 'express';
import type { Place } from './operation.ts';

/** Twilio's own address of what was asked for here: `/conversations/v1/X` is `https://conversations.twilio.com/v1/X`. */
export const placeOf = (request: Pick<Request, 'originalUrl'>, product: string): Place => {
  const path = request.originalUrl.split('?', 1)[0]?.slice(product.length + 1) ?? '';
  const serviceSid = /^\/v1\/Services\/([^/]+)\/./.exec(path)?.[1];
  const host = `https://${product}.twilio.com`;
  return { base: serviceSid === undefined ? `${host}/v1` : `${host}/v1/Services/${serviceSid}`, resource: host + path, serviceSid };
};
