import { secondOf } from '../conversations/canonical-instant.ts';
import type { AcceptedEvent } from './accepted-events.ts';

/** What the inbox knows of one conversation, to be asked. */
export interface KnownEvents {
  /** Whether it was told of this, by type and SID alone. */
  has(eventType: string, sid: string): boolean;
  /** Whether it was told of an edit of that message in the same second, or of a later one. */
  hasEdit(messageSid: string, editedAt: Date): boolean;
  /** Delivery statuses of that message that it was told of, in lower case. */
  statuses(messageSid: string): ReadonlySet<string>;
  /** Messages that it was told of from then until then, were it only of their delivery, and not of their removal. */
  messagesBetween(since: Date, until: Date): readonly string[];
}

interface Entry {
  readonly rest: string;
  readonly acceptedAt: Date;
}

// An edit may have come although its message did not.
const TELLING: readonly string[] = ['onMessageAdded', 'onMessageUpdated'];

/** Reads keys as `eventKey` spells them: `TYPE:SID` and, for what happens more than once, `:` and what tells it apart. */
export function knownEvents(accepted: readonly AcceptedEvent[]): KnownEvents {
  const byTypeAndSid = Map.groupBy(
    accepted.map(({ key, acceptedAt }) => {
      const [eventType = '', sid = '', ...rest] = key.split(':');
      return { name: `${eventType}:${sid}`, rest: rest.join(':'), acceptedAt };
    }),
    ({ name }) => name,
  );
  const of = (eventType: string, sid: string): readonly Entry[] => byTypeAndSid.get(`${eventType}:${sid}`) ?? [];
  return {
    has: (eventType, sid) => of(eventType, sid).length > 0,
    hasEdit: (messageSid, editedAt) => {
      const second = secondOf(editedAt.toISOString());
      return of('onMessageUpdated', messageSid).some(({ rest }) => secondOf(rest) >= second);
    },
    // The key of a receipt ends in its status and error code: `IM...:DY...:delivered:0`.
    statuses: (messageSid) => new Set(of('onDeliveryUpdated', messageSid).map(({ rest }) => (rest.split(':')[1] ?? '').toLowerCase())),
    messagesBetween: (since, until) => {
      const told = accepted.filter(({ acceptedAt }) => acceptedAt >= since && acceptedAt <= until).map(({ key }) => key.split(':'));
      const isOfMessage = (eventType: string, sid: string) =>
        TELLING.includes(eventType) || (eventType === 'onDeliveryUpdated' && TELLING.every((type) => of(type, sid).length === 0));
      const sids = told.filter(([eventType = '', sid = '']) => isOfMessage(eventType, sid)).map(([, sid = '']) => sid);
      return [...new Set(sids)].filter((sid) => of('onMessageRemoved', sid).length === 0);
    },
  };
}
