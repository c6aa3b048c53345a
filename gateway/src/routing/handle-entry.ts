import { whileOpen } from '../conversations/while-open.ts';
import type { Activity } from '../pipeline/activity.ts';
import type { InboxEntry } from '../pipeline/inbox.ts';
import { OWNER_CHANGE, readOwnerChange, type OwnerChange } from './owner-entry.ts';
import { readReply, REPLY, type Reply } from './reply-entry.ts';
import { ROUTING } from './routing-entry.ts';
import { readRoutingRequest, type RoutingRequest } from './routing-request.ts';

export interface HandleEntryDeps {
  readonly route: (request: RoutingRequest) => Promise<unknown>;
  readonly reassign: (change: OwnerChange) => Promise<readonly Activity[]>;
  readonly reply: (reply: Reply, key: string) => Promise<readonly Activity[]>;
}

/** Works an inbox entry of routing's own and answers the activities it makes; undefined when it is somebody else's. */
export function handleEntry({ route, reassign, reply }: HandleEntryDeps) {
  return async ({ kind, key, payload }: InboxEntry): Promise<readonly Activity[] | undefined> => {
    switch (kind) {
      case ROUTING:
        await whileOpen(() => route(readRoutingRequest(JSON.parse(payload))));
        return [];
      case OWNER_CHANGE:
        return reassign(readOwnerChange(payload));
      case REPLY:
        return reply(readReply(payload), key);
      default:
        return undefined;
    }
  };
}
