import type { EventSubscriber } from '../../salesforce/events/event-subscriber.ts';
import { eventSubscriber } from '../event-subscriber.ts';
import type { HostDeps } from './host-deps.ts';

/** The package's triggers on platform events, as the event bus calls them. */
export const eventSubscribers = ({ project, jobs }: HostDeps, userId: string): EventSubscriber[] =>
  project.triggers.flatMap((trigger) => {
    const object = project.engine.schema.find(trigger.objectName);
    if (object?.kind !== 'event' || !trigger.events.has('after insert')) return [];
    return [
      eventSubscriber((context, work) => project.within(context, work), {
        trigger,
        object,
        userId,
        finished: (context) => jobs.add(context.jobs, userId),
      }),
    ];
  });
