/** What happened: a message itself, its delivery status, its edit, its removal, a consent change, or a note about the conversation. */
export type ActivityKind = 'message' | 'status' | 'edit' | 'delete' | 'consent' | 'note';

export type Direction = 'inbound' | 'outbound';

/**
 * One thing that happened in a conversation and belongs on the record. `key` names the Task (the MessageSid: one Task per
 * message); `dedupeKey` names this happening, so that the same one is never queued twice.
 */
export interface Activity {
  readonly key: string;
  readonly dedupeKey: string;
  readonly kind: ActivityKind;
  readonly conversationSid: string;
  /** Twilio's message index: the order of messages, whatever the order of arrival. */
  readonly index?: number;
  /** ISO 8601 in UTC. */
  readonly occurredAt: string;
  readonly direction?: Direction;
  readonly channel?: string;
  readonly customerAddress?: string;
  readonly businessAddress?: string;
  readonly author?: string;
  readonly whoId?: string;
  readonly whatId?: string;
  readonly ownerId?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly deliveryStatus?: string;
  readonly deliveryError?: string;
  readonly otherMatches?: string;
  readonly routingReason?: string;
  readonly mediaCount?: number;
}

/** What the event bus said of one published activity: stored (with its replay id, base64) or refused. */
export type PublishResult =
  | { readonly dedupeKey: string; readonly outcome: 'stored'; readonly replayId: string }
  | {
      readonly dedupeKey: string;
      readonly outcome: 'refused';
      readonly reason: string;
      readonly isTransient: boolean;
      /**
       * `limit`: the org may publish no more for now, this or anything else. `suspect`: a request with this one alone was refused as a
       * whole, so that the fault may be in it or in every request.
       */
      readonly cause?: 'limit' | 'suspect';
    };

/**
 * Hands activities to Salesforce, at most `MAX_PUBLISH_EVENTS` at once; answers one result per activity, in order.
 * Rejects with a GatewayError when nothing can be said of any of them (outage, time-out): all must then be tried again.
 */
export interface ActivityPublisher {
  publish(activities: readonly Activity[]): Promise<readonly PublishResult[]>;
}

/** Pub/Sub API allocations: at most 200 events are recommended for one publish request. */
export const MAX_PUBLISH_EVENTS = 200;
