/** Filter names of Conversations webhooks, as the OpenAPI document of Conversations v1 lists them. */
export const eventTypes = [
  'onMessageAdd',
  'onMessageAdded',
  'onMessageUpdate',
  'onMessageUpdated',
  'onMessageRemove',
  'onMessageRemoved',
  'onConversationAdd',
  'onConversationAdded',
  'onConversationUpdate',
  'onConversationUpdated',
  'onConversationRemove',
  'onConversationRemoved',
  'onParticipantAdd',
  'onParticipantAdded',
  'onParticipantUpdate',
  'onParticipantUpdated',
  'onParticipantRemove',
  'onParticipantRemoved',
  'onConversationStateUpdated',
  'onDeliveryUpdated',
] as const;

export type EventType = (typeof eventTypes)[number];

/** The events that wait for an answer. */
export type PreEventType = Extract<EventType, `${string}Add` | `${string}Update` | `${string}Remove`>;
export type PostEventType = Exclude<EventType, PreEventType>;
