import type { Clock } from '../clock.ts';
import type { ObjectType } from '../schema/schema.ts';
import { eventSchema, type EventSchema } from './event-schema.ts';
import type { StoredEvent } from './stored-event.ts';
import { createTopicLog, type NewEvent, type TopicLog } from './topic-log.ts';

/** A platform event's channel: what it carries, what it keeps, who waits for more. */
export type Topic = {
  /** `/event/Frontline_Activity__e` */
  readonly path: string;
  readonly object: ObjectType;
  readonly schema: EventSchema;
  readonly log: Omit<TopicLog, 'append'>;
  /** Stores an event, then tells the listeners. */
  append(event: NewEvent): StoredEvent;
  /** Calls back after each stored event; answers how to stop. */
  onAppend(listener: () => void): () => void;
};

/** An empty topic for an event object. */
export const createTopic = (deps: { object: ObjectType; clock: Clock; random: () => number }): Topic => {
  const listeners = new Set<() => void>();
  const log = createTopicLog(deps);
  return {
    path: `/event/${deps.object.name}`,
    object: deps.object,
    schema: eventSchema(deps.object),
    log,
    append: (event) => {
      const stored = log.append(event);
      for (const listener of [...listeners]) listener();
      return stored;
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
