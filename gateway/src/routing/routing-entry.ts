import { hashOf } from '../conversations/event-key.ts';
import type { CallbackParams } from '../frontline/callback-params.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { readRoutingRequest } from './routing-request.ts';

/** The kind of an inbox entry that holds a routing callback. */
export const ROUTING = 'routing';

/** The inbox entry of a routing callback; rejects parameters that name no conversation (`bad_request`). */
export function routingEntry(params: CallbackParams): InboxEntry {
  const { conversationSid } = readRoutingRequest(params);
  const key = `${ROUTING}:${conversationSid}:${hashOf(params)}`;
  return { key, lane: `${conversationSid}/routing`, conversationSid, kind: ROUTING, payload: JSON.stringify(params) };
}
