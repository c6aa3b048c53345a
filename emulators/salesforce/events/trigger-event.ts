import type { ObjectType } from '../schema/schema.ts';
import { moment } from '../database/moment.ts';
import type { TriggerEvent } from './event-subscriber.ts';
import type { StoredEvent } from './stored-event.ts';

/** A stored event as `Trigger.new` holds it: every custom field of the event is there, null when it was not sent. */
export const triggerEvent =
  (object: ObjectType) =>
  (event: StoredEvent): TriggerEvent => ({
    ...Object.fromEntries([...object.fields.values()].filter((field) => field.custom).map((field) => [field.name, null])),
    ...event.fields,
    ReplayId: String(event.position),
    EventUuid: event.eventUuid,
    CreatedDate: moment.format(event.createdAt),
    CreatedById: event.createdById,
  });
